// Opens pages in a browser and has axe-core look for what a reader with a keyboard, a screen reader or weak eyes would miss;
// then filters as a reader would, and looks that it works: page.cjs BROWSER PAGE...
const fs = require("fs");
const puppeteer = require("puppeteer-core");

const [browserPath, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
let wrong = 0;

function told(what) {
  wrong += 1;
  console.log(what);
}

/** What axe-core objects to, with every table open. */
async function violations(browser, path, scheme) {
  const page = await browser.newPage();
  // The page lets no script run; axe-core is one.
  await page.setBypassCSP(true);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(`file://${path}`);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document));
  for (const { id, help, nodes } of violations) {
    told(`${path}, ${scheme}: ${id}: ${help} (${nodes.length}), such as ${nodes[0].html.slice(0, 160)}`);
  }
  await page.close();
}

/** Whether the boxes and buttons show and hide what they say. */
async function filters(browser, path) {
  const page = await browser.newPage();
  await page.goto(`file://${path}`);
  const shown = (selector) =>
    page.evaluate((selector) => {
      const all = [...document.querySelectorAll(selector)];
      return all.filter((one) => one.getClientRects().length > 0).length;
    }, selector);
  const before = await shown(".flag.warning");
  await page.click(".show-warning");
  if (before === 0 || (await shown(".flag.warning")) !== 0) told(`${path}: warnings are not hidden`);
  if ((await shown(".flag.error")) === 0) told(`${path}: errors are hidden with the warnings`);
  const tinted = () =>
    page.evaluate(() => {
      const plain = "rgba(0, 0, 0, 0)";
      const all = [...document.querySelectorAll(".text .says.direct, .text .says.mixed")];
      return all.filter((one) => getComputedStyle(one).backgroundColor !== plain).length;
    });
  const everybody = await tinted();
  await page.click('.who input[value="1"]');
  if ((await tinted()) >= everybody) told(`${path}: the words of the others are not faint`);
  await page.close();
}

(async () => {
  const browser = await puppeteer.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu"],
    headless: true,
  });
  for (const path of pages) {
    for (const scheme of ["light", "dark"]) await violations(browser, path, scheme);
  }
  await filters(browser, pages[0]);
  await browser.close();
  console.log(`${pages.length} pages in two schemes: ${wrong} faults`);
  process.exit(wrong === 0 ? 0 : 1);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
