//! A whole verification beside `curl` with the same two requests, both over plain HTTP on loopback: the median of many
//! rounds, taken in turns so that a busy moment touches both.

use std::{
    error::Error,
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    process::Command,
    time::{Duration, Instant},
};

use talkdesk_setup::{
    credentials::ClientId,
    effects::http::Network,
    secret::Secret,
    talkdesk::{Account, AccountName, Host, Region},
    verification::{ApiOutcome, VerifyRequest},
};

const ROUNDS: usize = 101;

const TOKEN: &str =
    r#"{"access_token":"t0k3n","token_type":"Bearer","expires_in":599,"scope":"account:read"}"#;
const ACCOUNT: &str = r#"{"id":"1","name":"acme","company_name":"Acme Inc."}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = listener.local_addr()?.port();
    let origin = format!("http://127.0.0.1:{port}");
    std::thread::spawn(move || serve(&listener));
    let request = request(&origin, &format!("http://localhost:{port}"))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;

    let (mut ours, mut opened, mut curls, mut transfers) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let proof = runtime
            .block_on(Network::default().verify(&request, |_| ()))
            .map_err(|failure| format!("{failure:?}"))?;
        ours.push(started.elapsed());
        if !matches!(proof.api, ApiOutcome::Account { .. }) {
            return Err(format!("{proof:?}").into());
        }
        let network = Network::default();
        runtime.block_on(network.open_ahead(&request.endpoints));
        let started = Instant::now();
        let proof = runtime
            .block_on(network.verify(&request, |_| ()))
            .map_err(|failure| format!("{failure:?}"))?;
        opened.push(started.elapsed());
        if !proof.api_connection.is_some_and(|api| api.already_open) {
            return Err("the connections were not open".into());
        }
        let started = Instant::now();
        transfers.push(curl(&origin)?);
        curls.push(started.elapsed());
    }

    let mut out = io::stdout().lock();
    writeln!(out, "median of {ROUNDS} rounds")?;
    writeln!(
        out,
        "verify(), a new client for each host  {:>8.2} ms",
        median(ours)
    )?;
    writeln!(
        out,
        "verify(), both connections open       {:>8.2} ms",
        median(opened)
    )?;
    writeln!(
        out,
        "curl, both requests in one process    {:>8.2} ms",
        median(curls)
    )?;
    writeln!(
        out,
        "  of that, by its own count: requests {:>8.2} ms",
        median(transfers)
    )?;
    Ok(())
}

/// Two names for the one server, as each host has its own connection.
fn request(token: &str, api: &str) -> Result<VerifyRequest, Box<dyn Error>> {
    let host = |origin| Host::parse(origin).map_err(|error| error.to_string());
    let account = Account {
        name: AccountName::parse("acme").map_err(|error| error.to_string())?,
        region: Region::Other {
            token_host: host(token)?,
            api_host: host(api)?,
        },
    };
    Ok(VerifyRequest {
        endpoints: account.endpoints(),
        account,
        client_id: ClientId::parse("my-id").map_err(|error| error.to_string())?,
        client_secret: Secret::from("my-secret"),
        scope: None,
    })
}

/// The time that curl counts for its two transfers, without its own start.
fn curl(origin: &str) -> Result<Duration, Box<dyn Error>> {
    let quiet = [
        "--silent",
        "--fail",
        "--noproxy",
        "*",
        "--output",
        "/dev/null",
        "--write-out",
        "%{time_total} ",
    ];
    let output = Command::new("curl")
        .args(quiet)
        .args([
            "--user",
            "my-id:my-secret",
            "--data",
            "grant_type=client_credentials",
        ])
        .arg(format!("{origin}/oauth/token"))
        .arg("--next")
        .args(quiet)
        .args(["--header", "Authorization: Bearer t0k3n"])
        .arg(format!("{origin}/account"))
        .output()
        .map_err(|error| {
            format!("curl does not start: {error}. Install it: apt-get install curl")
        })?;
    if !output.status.success() {
        return Err(format!("curl failed: {output:?}").into());
    }
    let seconds = String::from_utf8(output.stdout)?
        .split_whitespace()
        .map(str::parse::<f64>)
        .sum::<Result<f64, _>>()?;
    Ok(Duration::from_secs_f64(seconds))
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times
        .get(times.len() / 2)
        .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

fn serve(listener: &TcpListener) {
    for stream in listener.incoming().flatten() {
        std::thread::spawn(move || answer(stream));
    }
}

/// Answers until the peer closes.
fn answer(stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let (mut first, mut length) = (String::new(), 0);
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let lower = line.to_ascii_lowercase();
            if first.is_empty() {
                first.clone_from(&line);
            } else if let Some(text) = lower.strip_prefix("content-length:") {
                length = text.trim().parse().map_err(io::Error::other)?;
            }
        }
        reader.read_exact(&mut vec![0; length])?;
        let body = if first.starts_with("POST") {
            TOKEN
        } else {
            ACCOUNT
        };
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        let sent = if first.starts_with("HEAD") {
            answer.trim_end_matches(body)
        } else {
            &answer
        };
        reader.get_mut().write_all(sent.as_bytes())?;
    }
}
