//! What runs the program elsewhere: the action's script, the installer, the hooks, and the tour of docs/ci.md.

use crate::support::root;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const FLAWED: &str = "The the crowd cheered.\n";

fn program() -> &'static str {
    env!("CARGO_BIN_EXE_onrecord")
}

/// A script of the repository, with the program first on the path and nothing of a CI service in the environment.
fn script(name: &str, folder: &Path) -> Command {
    let mut command = Command::new("bash");
    let path = std::env::var("PATH").unwrap_or_default();
    let folder_of_program = Path::new(program()).parent().unwrap().display().to_string();
    command.arg(root(name)).current_dir(folder).env("PATH", format!("{folder_of_program}:{path}"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("ONRECORD_") || name.starts_with("GITHUB_") {
            command.env_remove(&*name);
        }
    }
    command.env("XDG_CONFIG_HOME", folder.join(".config"));
    command
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_script_of_the_action_annotates_sums_up_and_exits_as_the_program() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("my articles")).unwrap();
    fs::write(dir.path().join("my articles/a.txt"), FLAWED).unwrap();
    fs::write(dir.path().join("b.txt"), "The crowd cheered.\n").unwrap();
    let run = |settings: &[(&str, &str)]| {
        fs::write(dir.path().join("summary.md"), "").unwrap();
        fs::write(dir.path().join("output"), "").unwrap();
        let _ = fs::remove_file(dir.path().join("r.sarif"));
        let mut command = script("ci/check.sh", dir.path());
        command.env("GITHUB_STEP_SUMMARY", "summary.md").env("GITHUB_OUTPUT", "output");
        command.output_with(settings)
    };
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();

    let ran = run(&[("ONRECORD_PATHS", "my articles\nb.txt\n"), ("ONRECORD_SARIF", "r.sarif")]);
    assert_eq!(ran.status.code(), Some(1), "{}", told(&ran));
    assert!(
        told(&ran).starts_with("::error title=repeated-word,file=my articles/a.txt,line=1,"),
        "{}",
        told(&ran)
    );
    assert!(read("summary.md").starts_with("# onrecord\n\n## my articles/a.txt\n"), "{}", read("summary.md"));
    assert!(read("summary.md").contains("2 articles, ") && read("summary.md").contains(": 1 error, "));
    assert_eq!(read("output"), "status=1\nsarif=r.sarif\n");
    let sarif: serde_json::Value = serde_json::from_str(&read("r.sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "repeated-word");

    // Each setting reaches the program; a line is one argument, whatever is in it.
    let ran = run(&[("ONRECORD_PATHS", "my articles"), ("ONRECORD_FAIL_ON", "never")]);
    assert_eq!((ran.status.code(), read("output")), (Some(0), "status=0\n".to_owned()), "{}", told(&ran));
    let ran = run(&[("ONRECORD_PATHS", "my articles"), ("ONRECORD_ARGS", "--ignore\nrepeated-word\n")]);
    assert_eq!(ran.status.code(), Some(0), "{}", told(&ran));
    let ran = run(&[("ONRECORD_PATHS", "$(touch made)"), ("ONRECORD_SARIF", "r.sarif")]);
    assert_eq!(ran.status.code(), Some(2), "{}", told(&ran));
    assert!(!dir.path().join("made").exists());
    let ran =
        run(&[("ONRECORD_PATHS", "b.txt"), ("ONRECORD_BASELINE", "none.tsv"), ("ONRECORD_SARIF", "r.sarif")]);
    assert_eq!((ran.status.code(), read("output")), (Some(2), "status=2\n".to_owned()), "{}", told(&ran));
    assert!(told(&ran).contains("none.tsv"), "{}", told(&ran));
}

#[test]
fn a_summary_that_is_too_long_is_cut_at_a_line() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), FLAWED.repeat(12_000)).unwrap();
    let ran = script("ci/check.sh", dir.path()).env("GITHUB_STEP_SUMMARY", "summary.md").output().unwrap();
    assert_eq!(ran.status.code(), Some(1));
    let summary = fs::read_to_string(dir.path().join("summary.md")).unwrap();
    assert!(summary.len() < 1_000_000 && summary.contains("\n… cut here;"), "{}", summary.len());
    let totals = summary.lines().last().unwrap();
    assert!(totals.starts_with("1 article, ") && totals.contains("12,000 errors"), "{totals}");
    let row = summary.lines().rev().find(|line| line.starts_with("| ")).unwrap();
    assert!(row.ends_with("(repeated-word) |"), "{row}");
}

#[test]
fn the_installer_puts_program_pages_and_completions_in_place() {
    let dir = tempfile::tempdir().unwrap();
    let ran = script("ci/install.sh", dir.path())
        .arg("to here")
        .env("ONRECORD_BINARY", program())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", told(&ran));
    let installed = |name: &str| fs::read_to_string(dir.path().join("to here").join(name)).unwrap();
    assert!(dir.path().join("to here/bin/onrecord").exists());
    assert!(installed("share/man/man1/onrecord.1").contains(".TH"));
    assert!(installed("share/man/man1/onrecord-verify.1").contains("against"));
    assert!(installed("share/bash-completion/completions/onrecord").contains("complete"));
    assert!(installed("share/zsh/site-functions/_onrecord").starts_with("#compdef onrecord"));
    assert!(installed("share/fish/vendor_completions.d/onrecord.fish").contains("complete -c onrecord"));
}

/// The words after `key:` in YAML, at any depth.
fn values<'a>(yaml: &'a str, key: &str) -> Vec<&'a str> {
    let value = |line: &'a str| {
        let line = line.trim_start().trim_start_matches("- ");
        line.strip_prefix(key)?.strip_prefix(": ").map(|value| value.trim_matches(['\'', '"']))
    };
    yaml.lines().filter_map(value).collect()
}

#[test]
fn hooks_are_for_the_files_that_are_read_and_run_what_exists() {
    let hooks = fs::read_to_string(root(".pre-commit-hooks.yaml")).unwrap();
    let extensions: Vec<&str> = onrecord::input::extensions().collect();
    for files in values(&hooks, "files") {
        let listed = files.trim_start_matches("\\.(").trim_end_matches(")$");
        let mut listed: Vec<&str> = listed.split('|').collect();
        let mut read = extensions.clone();
        listed.sort_unstable();
        read.sort_unstable();
        assert_eq!(listed, read);
    }
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), FLAWED).unwrap();
    for entry in values(&hooks, "entry") {
        let line = entry.strip_prefix("onrecord ").unwrap();
        let ran = Command::new(program())
            .args(line.split(' '))
            .arg("a.txt")
            .current_dir(dir.path())
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(1), "{}", told(&ran));
    }
}

#[test]
fn what_the_action_hands_on_is_what_its_script_reads() {
    let action = fs::read_to_string(root("action.yml")).unwrap();
    let script = fs::read_to_string(root("ci/check.sh")).unwrap();
    let handed: Vec<&str> = action
        .lines()
        .filter_map(|line| line.trim_start().split_once(": ").map(|(name, _)| name))
        .filter(|name| name.starts_with("ONRECORD_"))
        .collect();
    assert!(handed.len() >= 6, "{handed:?}");
    for name in handed {
        assert!(script.contains(&format!("${{{name}:-")), "{name}");
    }
    for rest in action.split("inputs.").skip(1) {
        let end = rest.find(|c: char| c != '-' && !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        assert!(action.contains(&format!("\n  {}:\n", &rest[..end])), "{}", &rest[..end]);
    }
}

/// The scripts under a key of YAML: what `key: |` holds, or each item of a list.
fn scripts(yaml: &str, key: &str) -> Vec<String> {
    let mut scripts = Vec::new();
    let mut lines = yaml.lines().peekable();
    let indent = |line: &str| line.len() - line.trim_start().len();
    while let Some(line) = lines.next() {
        let Some(rest) = line.trim_start().trim_start_matches("- ").strip_prefix(&format!("{key}:")) else {
            continue;
        };
        let depth = indent(line);
        match rest.trim() {
            "" | "|" => {
                let mut script = String::new();
                while let Some(line) = lines.next_if(|line| line.is_empty() || indent(line) > depth) {
                    let item = line.trim_start();
                    if indent(line) == depth + 2 && item.starts_with("- ") {
                        scripts.extend(Some(std::mem::take(&mut script)).filter(|script| !script.is_empty()));
                    }
                    script.push_str(
                        item.strip_prefix("- ").filter(|_| indent(line) == depth + 2).unwrap_or(item),
                    );
                    script = script.trim_end_matches('|').to_owned() + "\n";
                }
                scripts.push(script);
            }
            inline => scripts.push(inline.trim_matches('\'').to_owned()),
        }
    }
    scripts
}

#[test]
fn nothing_that_somebody_wrote_becomes_part_of_a_script() {
    for (file, key, least) in
        [("action.yml", "run", 2), ("ci/gitlab.yml", "script", 1), ("ci/gitlab.yml", "before_script", 3)]
    {
        let text = fs::read_to_string(root(file)).unwrap();
        let found = scripts(&text, key);
        assert!(found.len() >= least, "{file}: {found:?}");
        for script in found {
            assert!(!script.contains("${{") && !script.contains("$[["), "{file}: {script}");
        }
    }
    // Nor is there a script of another kind in these.
    for file in ["action.yml", "ci/github.yml"] {
        let text = fs::read_to_string(root(file)).unwrap();
        let scripts = scripts(&text, "run").concat();
        for line in text.lines().filter(|line| line.contains("${{")) {
            let key = line.trim_start().split(": ").next().unwrap();
            assert!(
                key.chars().all(|c| c == '-' || c == '_' || c.is_ascii_alphanumeric()) && key != "run",
                "{file}: {line}"
            );
            assert!(!scripts.contains(line.trim_start()), "{file}: {line}");
        }
    }
    // A script that does so would be found.
    let unsafe_one = "    - run: |\n        echo one\n        echo ${{ inputs.paths }}\n    - name: x\n";
    assert_eq!(scripts(unsafe_one, "run"), ["echo one\necho ${{ inputs.paths }}\n"]);
}

/// A folder for the path in which there are these tools and no others.
#[cfg(unix)]
fn tools(folder: &Path, names: &[&str]) {
    fs::create_dir_all(folder).unwrap();
    for name in names {
        let found = Command::new("bash").args(["-c", &format!("type -P {name}")]).output().unwrap();
        let found = String::from_utf8(found.stdout).unwrap();
        std::os::unix::fs::symlink(found.trim(), folder.join(name)).unwrap();
    }
}

/// A program of these lines.
#[cfg(unix)]
fn stub(folder: &Path, name: &str, lines: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/bash\n{lines}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn the_job_for_gitlab_has_git_and_the_program_of_the_revision_that_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tools");
    let text = fs::read_to_string(root("ci/gitlab.yml")).unwrap();
    // No key of a cache has a slash, as the name of a branch may.
    assert_eq!(values(&text, "key"), ["onrecord"]);
    let prepare = scripts(&text, "before_script").join("\n");
    // Each job is a new machine that has no git, with what the last one kept. git lists every name that ends as the one that is
    // asked for.
    let job = |listed: &str, reference: &str| {
        let _ = fs::remove_dir_all(&path);
        tools(&path, &["awk", "bash", "cat", "chmod", "cp", "mkdir"]);
        stub(
            &path,
            "apt-get",
            &format!(
                "case $1 in install) printf '#!/bin/bash\\ncat refs\\n' > '{0}/git'; chmod +x '{0}/git' ;; esac",
                path.display()
            ),
        );
        stub(
            &path,
            "cargo",
            "echo \"$@\" >> cargo.log; mkdir -p .onrecord/bin; printf '#!/bin/bash\\n' > .onrecord/bin/onrecord; chmod +x .onrecord/bin/onrecord",
        );
        fs::write(dir.path().join("refs"), listed).unwrap();
        let _ = fs::remove_file(dir.path().join("cargo.log"));
        let ran = Command::new(path.join("bash"))
            .args(["-c", &format!("set -eo pipefail\n{prepare}\ncommand -v git && command -v onrecord")])
            .current_dir(dir.path())
            .env("PATH", &path)
            .env("CI_PROJECT_DIR", dir.path())
            .envs([("ONRECORD_GIT", "https://git.example/onrecord"), ("ONRECORD_REF", reference)])
            .output()
            .unwrap();
        assert!(ran.status.success(), "{}", told(&ran));
        fs::read_to_string(dir.path().join("cargo.log")).unwrap_or_default()
    };
    assert!(job("aaa\tHEAD\n", "HEAD").contains("--rev aaa "));
    assert_eq!(job("aaa\tHEAD\n", "HEAD"), "");
    assert!(job("bbb\tHEAD\nddd\trefs/remotes/origin/HEAD\n", "HEAD").contains("--rev bbb "));
    for (name, reference) in
        [("refs/heads/main", "main"), ("refs/tags/v1", "v1"), ("refs/heads/a/b", "refs/heads/a/b")]
    {
        let other = format!("refs/heads/old/{reference}");
        let listed = format!("other\t{other}\nthat-of-{reference}\t{name}\n");
        assert!(job(&listed, reference).contains(&format!("--rev that-of-{reference} ")), "{listed}");
    }
    // A commit has no name there.
    assert!(job("", "ccc").contains("--rev ccc "));
    assert_eq!(job("", "ccc"), "");
}

#[cfg(unix)]
#[test]
fn an_advisory_fails_and_only_a_fetch_that_is_impossible_is_skipped() {
    let dir = tempfile::tempdir().unwrap();
    for (fetch, check, status, said) in [(0, 0, 0, ""), (0, 1, 1, ""), (1, 1, 0, "skipped")] {
        stub(
            dir.path(),
            "cargo",
            &format!("case \"$*\" in *fetch) exit {fetch} ;; *check*) exit {check} ;; esac; exit 3"),
        );
        let path = format!("{}:{}", dir.path().display(), std::env::var("PATH").unwrap());
        let ran = Command::new("bash").arg(root("ci/advisories.sh")).env("PATH", path).output().unwrap();
        assert_eq!(ran.status.code(), Some(status), "{}", told(&ran));
        assert!(told(&ran).contains(said), "{}", told(&ran));
    }
    let run = fs::read_to_string(root(".ci/run")).unwrap();
    assert!(run.contains("\n    ci/advisories.sh\n") && !run.contains("check advisories"));
}

/// The value of a key in a line of its own, in TOML or JSON.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines()
        .find_map(|line| line.trim_start().strip_prefix(key))
        .map(|rest| rest.trim_matches([' ', ',', '"', '=', ':']))
}

#[test]
fn the_packages_have_the_version_of_the_program() {
    let package = fs::read_to_string(root("npm/onrecord/package.json")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(value(&package, "\"version\""), Some(version));
    let platforms: Vec<&str> =
        package.lines().filter(|line| line.trim_start().starts_with("\"onrecord-")).collect();
    assert!(
        platforms.len() >= 5 && platforms.iter().all(|line| line.contains(&format!(": \"{version}\""))),
        "{platforms:?}"
    );
    // That of the wheel is Cargo's.
    let wheel = fs::read_to_string(root("pyproject.toml")).unwrap();
    assert!(wheel.contains("dynamic = [\"version\"]"));
    let described = Some(env!("CARGO_PKG_DESCRIPTION"));
    assert_eq!((value(&wheel, "description"), value(&package, "\"description\"")), (described, described));
}

#[test]
fn no_page_has_a_placeholder_for_an_owner() {
    for name in ["README.md", "docs/ci.md", "Cargo.toml", "action.yml", "ci/github.yml", "ci/gitlab.yml"] {
        let text = fs::read_to_string(root(name)).unwrap();
        assert!(!text.contains("OWNER"), "{name}");
    }
}

#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
#[test]
fn the_tour_of_the_page_on_ci_goes_from_red_to_green_to_red() {
    if !root(".git").exists() {
        eprintln!("skipped: this copy has no history to clone");
        return;
    }
    let ran = Command::new("bash").arg(root("tests/ci-tour.sh")).arg(program()).output().unwrap();
    assert!(ran.status.success(), "{}", told(&ran));
    let ended: Vec<&str> = std::str::from_utf8(&ran.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("ci-tour: block ")?.split(' ').nth(3))
        .collect();
    assert_eq!(ended, ["0,", "1,", "0,", "0,", "1,", "1,", "1,", "0,", "1,", "0,"], "{}", told(&ran));
}

/// Runs a command with these settings.
trait OutputWith {
    fn output_with(&mut self, settings: &[(&str, &str)]) -> Output;
}

impl OutputWith for Command {
    fn output_with(&mut self, settings: &[(&str, &str)]) -> Output {
        self.envs(settings.iter().copied()).output().expect("bash is installed")
    }
}
