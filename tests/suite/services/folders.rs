use std::path::Path;

use talkdesk_setup::effects::folders::folders;

use crate::own_process::in_own_process;

#[test]
fn the_folders_follow_the_desktop_conventions() {
    in_own_process(
        "services::folders::the_folders_follow_the_desktop_conventions",
        |command| {
            command
                .env("HOME", "/home/ada")
                .env("XDG_CONFIG_HOME", "/settings")
                .env_remove("XDG_STATE_HOME");
        },
        || {
            let folders = folders().unwrap();
            assert_eq!(folders.config, Path::new("/settings/talkdesk-setup"));
            assert_eq!(
                folders.state,
                Path::new("/home/ada/.local/state/talkdesk-setup")
            );
        },
    );
}
