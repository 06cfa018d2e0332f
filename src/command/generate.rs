//! `generate`: what packages hold beside the program, made from the same definition of the command line.

use std::process::ExitCode;

use clap_complete::Shell;

use super::{definition, failure::CommandError, streams};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Completions for bash, zsh, fish, elvish or PowerShell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// The manual page, for man
    Man,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, CommandError> {
    let mut definition = definition(None).after_help("");
    let mut text = Vec::new();
    match arguments.what {
        What::Completions { shell } => {
            clap_complete::generate(shell, &mut definition, "talkdesk-setup", &mut text);
        }
        What::Man => manual(&mut text).map_err(|error| {
            log::error!("no manual: {error}");
            CommandError::failed("The manual page could not be made.")
        })?,
    }
    match std::str::from_utf8(&text) {
        Ok(text) => Ok(streams::show(text)),
        Err(_) => Err(CommandError::failed("The result is no text.")),
    }
}

/// One page with all commands.
fn manual(text: &mut Vec<u8>) -> std::io::Result<()> {
    let mut definition = definition(None);
    definition.build();
    let page = clap_mangen::Man::new(definition.clone());
    page.render_title(text)?;
    page.render_name_section(text)?;
    page.render_synopsis_section(text)?;
    page.render_description_section(text)?;
    page.render_options_section(text)?;
    for command in definition.get_subcommands() {
        let name = command.get_name().to_uppercase();
        let page = clap_mangen::Man::new(command.clone());
        text.extend_from_slice(format!(".SH COMMAND {name}\n").as_bytes());
        let mut section = Vec::new();
        page.render_synopsis_section(&mut section)?;
        page.render_description_section(&mut section)?;
        page.render_options_section(&mut section)?;
        // The sections of a command are subsections of the page.
        let section = String::from_utf8_lossy(&section).replace("\n.SH ", "\n.SS ");
        let section = section
            .strip_prefix(".SH ")
            .map_or(section.clone(), |rest| format!(".SS {rest}"));
        text.extend_from_slice(section.as_bytes());
    }
    page.render_extra_section(text)
}
