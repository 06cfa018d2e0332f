//! How `verify --all` is run each morning by the system's own scheduler.

use std::env;

/// A system's scheduler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Scheduler {
    /// A user timer of systemd
    Systemd,
    /// A launch agent of macOS
    Launchd,
    /// A task of Windows
    Windows,
}

/// What to write where, with this program's own path.
pub(super) fn example(scheduler: Scheduler) -> String {
    let program = env::current_exe().map_or_else(
        |_| "talkdesk-setup".to_owned(),
        |path| path.display().to_string(),
    );
    match scheduler {
        Scheduler::Systemd => systemd(&program),
        Scheduler::Launchd => launchd(&program),
        Scheduler::Windows => windows(&program),
    }
}

fn systemd(program: &str) -> String {
    format!(
        "\
# ~/.config/systemd/user/talkdesk-verify.service
[Unit]
Description=Verify the Talkdesk credentials that are saved

[Service]
Type=oneshot
ExecStart=\"{program}\" verify --all

# ~/.config/systemd/user/talkdesk-verify.timer
[Unit]
Description=Verify the Talkdesk credentials that are saved, each morning

[Timer]
OnCalendar=*-*-* 08:00
Persistent=true

[Install]
WantedBy=timers.target

# Then, once:
#   systemctl --user daemon-reload
#   systemctl --user enable --now talkdesk-verify.timer
# What it said:
#   journalctl --user -u talkdesk-verify.service
"
    )
}

fn launchd(program: &str) -> String {
    format!(
        "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">
<!-- ~/Library/LaunchAgents/talkdesk-verify.plist, then once: launchctl load -w that file -->
<plist version=\"1.0\">
<dict>
  <key>Label</key><string>talkdesk-verify</string>
  <key>ProgramArguments</key>
  <array><string>{program}</string><string>verify</string><string>--all</string></array>
  <key>StartCalendarInterval</key>
  <dict><key>Hour</key><integer>8</integer><key>Minute</key><integer>0</integer></dict>
  <key>StandardOutPath</key><string>/tmp/talkdesk-verify.log</string>
  <key>StandardErrorPath</key><string>/tmp/talkdesk-verify.log</string>
</dict>
</plist>
",
        program = xml(program)
    )
}

fn windows(program: &str) -> String {
    format!(
        "\
schtasks /Create /TN \"Talkdesk verify\" /SC DAILY /ST 08:00 /TR \"\\\"{program}\\\" verify --all\"
"
    )
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
