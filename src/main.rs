//! The `addsup` command.

fn main() -> std::process::ExitCode {
    addsup::cli::run()
}
