// Clicks through the practice account's pages in a real browser, as an administrator would, by both documented ways.
//
// Usage: node admin_page.mjs ADDRESS     the first page of a practice account without clients
// Prints one line of JSON with two clients' credentials: `kept`, and `deleted`, which no longer works.

import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

const address = process.argv[2];
const { chromium } = await import("playwright-core").catch(() =>
  missing("playwright-core", "npm ci --prefix tests/node"),
);

const browser = await chromium.launch({
  executablePath: onPath("chromium"),
  args: [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
  ],
});
try {
  const context = await browser.newContext();
  context.setDefaultTimeout(20_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const faults = watch(page);

  await signIn(page);
  const first = await createByAdmin(page);
  const second = await createByBuilder(page);
  await deleteClient(page, "First & last", first.id);
  await expectListed(page, [second.id]);

  assert.deepEqual(faults, []);
  console.log(JSON.stringify({ kept: second, deleted: first }));
} finally {
  await browser.close();
}

async function signIn(page) {
  await page.goto(address);
  await page.getByText("Practice: a pretend Talkdesk on this computer").waitFor();
  await page.getByRole("button", { name: "Sign in as administrator" }).click();
}

/** Admin > Integrations > API: the secret on a page of its own. */
async function createByAdmin(page) {
  await page.getByRole("link", { name: "Admin", exact: true }).click();
  await page.getByRole("link", { name: "Integrations" }).click();
  await page.getByRole("link", { name: "API" }).click();
  await page.getByText("No OAuth app yet.").waitFor();
  await page.getByRole("link", { name: "Create OAuth App" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("First & last");
  await page.getByRole("checkbox", { name: "account:read" }).check();
  await page.getByRole("button", { name: "Create" }).click();

  await page.getByRole("heading", { name: "Your OAuth app is ready" }).waitFor();
  const credentials = await readCredentials(page);
  await page.reload();
  await page.getByRole("heading", { name: "The client secret was shown once" }).waitFor();
  await page.getByRole("link", { name: "Close" }).click();
  await expectListed(page, [credentials.id]);
  return credentials;
}

/** Builder > OAuth Clients: the secret in a pop-up over the list. */
async function createByBuilder(page) {
  await page.getByRole("link", { name: "Builder", exact: true }).click();
  await page.getByRole("link", { name: "OAuth Clients" }).click();
  await page.getByRole("link", { name: "New OAuth Client" }).click();
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("link", { name: "Enter a name" }).click();
  await page.keyboard.type("Nexla Integration");
  await page.getByRole("checkbox", { name: "Client credentials" }).check();
  await page.getByText("Add Scopes").click();
  await page.getByRole("checkbox", { name: "account:read" }).check();
  await page.getByRole("button", { name: "Create" }).click();

  const popup = page.getByRole("dialog", { name: "Your OAuth client is ready" });
  await popup.waitFor();
  const credentials = await readCredentials(popup);
  await popup.getByRole("link", { name: "Close" }).click();
  assert.equal(await popup.count(), 0);
  assert.ok(!(await page.content()).includes(credentials.secret));
  return credentials;
}

/** What is shown, after comparing it with what is copied and with what is downloaded. */
async function readCredentials(place) {
  const id = await place.locator("#client-id").innerText();
  const secret = await place.locator("#client-secret").innerText();
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.match(secret, /^[A-Za-z0-9_-]{86}$/);

  const page = place.page?.() ?? place;
  await place.getByRole("button", { name: "Copy Client Secret" }).click();
  await place.getByText("Copied").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), secret);

  const downloading = page.waitForEvent("download");
  await place.getByRole("button", { name: "Download" }).click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), "oauth-client.json");
  const file = await readFile(await download.path(), "utf8");
  assert.deepEqual(JSON.parse(file), { id, secret });
  return { id, secret };
}

async function deleteClient(page, name, id) {
  await page.getByRole("link", { name: `Delete ${name}` }).click();
  await page.getByRole("heading", { name: `Delete ${name}?` }).waitFor();
  assert.equal(await page.locator("#client-id").innerText(), id);
  await page.getByRole("button", { name: "Delete OAuth client" }).click();
  await page.getByRole("status").getByText("Deleted.").waitFor();
}

async function expectListed(page, ids) {
  assert.deepEqual(await page.locator(".clients > li > div > code").allInnerTexts(), ids);
}

/** Collects errors of scripts and styles, and requests that leave the practice account. */
function watch(page) {
  const faults = [];
  const refusedForm = "the server responded with a status of 400";
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes(refusedForm)) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== new URL(address).origin) {
      faults.push(`request: ${request.url()}`);
    }
  });
  return faults;
}

function onPath(name) {
  const found = process.env.PATH.split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
  return found ?? missing(name, `apt-get install ${name}`);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function missing(name, remedy) {
  console.error(`${name} is missing. Install it: ${remedy}`);
  process.exit(1);
}
