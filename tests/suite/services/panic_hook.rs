use std::path::PathBuf;

use talkdesk_setup::effects::panic_hook;

use crate::own_process::in_own_process;

#[test]
fn row_62_a_panic_says_where_the_log_is_and_nothing_else() {
    let written = in_own_process(
        "services::panic_hook::row_62_a_panic_says_where_the_log_is_and_nothing_else",
        |command| {
            command.env("RUST_BACKTRACE", "full");
        },
        || {
            panic_hook::install(Some(PathBuf::from(
                "/home/ada/.local/state/talkdesk-setup/talkdesk-setup.log",
            )));
            let thread = std::thread::Builder::new().name("verify".to_owned());
            let secret = "s3cr3t-9f";
            thread
                .spawn(move || panic!("no {secret}"))
                .unwrap()
                .join()
                .unwrap_err();
            // What a person typed can also be quoted by a panic of the standard library.
            std::thread::spawn(move || secret.parse::<u8>().map_err(|_error| secret).unwrap())
                .join()
                .unwrap_err();
        },
    );
    if let Some(written) = written {
        assert!(!written.contains("s3cr3t-9f"), "{written}");
        let lines: Vec<&str> = written
            .lines()
            .filter(|line| line.contains("fault of its own"))
            .collect();
        assert_eq!(lines.len(), 2, "{written}");
        for line in lines {
            assert!(line.starts_with(
                "talkdesk-setup stopped by a fault of its own (tests/suite/services/panic_hook.rs:"
            ));
            assert!(
                line.ends_with(
                    "The log is /home/ada/.local/state/talkdesk-setup/talkdesk-setup.log"
                ),
                "{line}"
            );
        }
        assert!(!written.contains("stack backtrace"), "{written}");
    }
}
