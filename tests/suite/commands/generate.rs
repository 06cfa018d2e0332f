//! `generate`.

use std::{fs, process::Command};

use super::run;

#[test]
fn completions_and_manual_name_every_command() {
    for what in [
        &["completions", "bash"][..],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["completions", "powershell"],
        &["man"],
    ] {
        let (code, out, err) = run(&[&["generate"], what].concat());
        assert_eq!((code, err.as_str()), (Some(0), ""));
        for command in ["list", "verify", "token", "exec", "add", "remove", "doctor"] {
            assert!(
                out.to_lowercase().contains(command),
                "{command} in {what:?}"
            );
        }
    }
}

#[test]
fn bash_takes_the_completions() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("completions");
    fs::write(&file, run(&["generate", "completions", "bash"]).1).unwrap();
    let script = ". \"$0\"; COMP_WORDS=(talkdesk-setup to); COMP_CWORD=1; \
                  function=$(complete -p talkdesk-setup | sed 's/.*-F //; s/ .*//'); \
                  $function talkdesk-setup to talkdesk-setup; echo \"${COMPREPLY[@]}\"";
    let output = Command::new("bash")
        .args(["-c", script])
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "token\n");
}
