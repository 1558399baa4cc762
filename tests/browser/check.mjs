// Opens pages in a headless Chromium and prints what is wrong with them, one finding a line.
//
//   node check.mjs CHROMIUM PAGE.html…        all checks
//   node check.mjs --pictures FOLDER CHROMIUM PAGE.html…   screenshots and prints, to look at
//   node check.mjs --examples FOLDER CHROMIUM TEAM.html PORTFOLIO.html   the pictures of docs/img
import { execFileSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const WIDTHS = [360, 768, 1280];
const SCHEMES = ['light', 'dark'];
// What the margins of the page leave, in pixels of 1/96 inch.
const SHEETS = {
  A4: { width: ((210 - 32) / 25.4) * 96, height: ((297 - 36) / 25.4) * 96 },
  Letter: { width: ((215.9 - 32) / 25.4) * 96, height: ((279.4 - 36) / 25.4) * 96 },
};
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const findings = [];
let current = '';
const find = (what) => findings.push(`${current}: ${what}`);

const launch = (executablePath) =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

// A tab with the page. Whatever it asks for beside itself, and whatever it complains about, is a finding.
const open = async (browser, file, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const address = pathToFileURL(resolve(file)).href;
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) find(`asks for ${request.url()}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) find(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => find(`script error: ${error.message}`));
  await page.goto(address);
  return page;
};

const unfold = (page) =>
  page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));

const accessible = async (page, scheme) => {
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations', 'incomplete'] }));
  for (const kind of ['violations', 'incomplete']) {
    for (const rule of result[kind]) {
      // What a shape of a picture paints behind letters, axe cannot see; nor does it judge a sign that is no letter,
      // such as the one that stands for the team. `contrast` below reckons both.
      const judged = (node) => !node.html.startsWith('<text') && !node.failureSummary.includes('only non-text characters');
      // Whether what a link leads to appears, axe cannot see without following it; `derivations` below does.
      const followed = (node) => /href(\$|\^)?="#n\d+"/.test(node.target.join());
      const nodes = rule.nodes.filter((node) =>
        rule.id === 'color-contrast' ? judged(node) : rule.id !== 'skip-link' || !followed(node)
      );
      const said = nodes.slice(0, 3).map((node) => `${node.target}: ${node.failureSummary}`.replace(/\s+/g, ' '));
      if (nodes.length) find(`axe ${kind}, ${scheme}: ${rule.id} (${nodes.length}): ${said.join(' | ')}`);
    }
  }
};

// The contrast of letters in pictures and of signs: their colour against all that is painted below their middle.
const contrast = async (page, scheme) => {
  const poor = await page.evaluate(() => {
    const channels = (colour) => {
      const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
      return { rgb: [r, g, b], a };
    };
    const over = (below, { rgb, a }) => below.map((value, index) => value * (1 - a) + rgb[index] * a);
    const light = (rgb) => {
      const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const painted = (element) => {
      const style = getComputedStyle(element);
      if (!element.closest('svg')) return channels(style.backgroundColor);
      if (element.tagName === 'svg' || style.fill === 'none') return { rgb: [0, 0, 0], a: 0 };
      const { rgb, a } = channels(style.fill);
      return { rgb, a: a * style.fillOpacity * style.opacity };
    };
    const judge = (element) => {
      element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const box = element.getBoundingClientRect();
      const below = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const text = element.closest('svg') ? 'text' : null;
      const layers = below.filter((part) => !text || part.tagName !== 'text').reverse().map(painted);
      const ground = layers.reduce(over, [255, 255, 255]);
      const style = getComputedStyle(element);
      const ink = over(ground, channels(text ? style.fill : style.color));
      const [low, high] = [light(ground), light(ink)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const every = document.createElement('style');
    every.textContent = 'svg *{pointer-events:fill}';
    document.head.append(every);
    const signs = [...document.querySelectorAll('td')].filter((cell) => cell.textContent === '\u25cf');
    const found = [...document.querySelectorAll('svg text'), ...signs]
      .filter((element) => element.checkVisibility())
      .map((element) => [element.textContent, judge(element)])
      .filter(([, ratio]) => ratio < 4.5)
      .map(([text, ratio]) => `"${text}" ${ratio.toFixed(2)}`);
    every.remove();
    return found;
  });
  if (poor.length) find(`contrast, ${scheme}: ${poor.length}: ${poor.slice(0, 5).join(', ')}`);
};

const overflow = async (page, width) => {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !element.closest('.scroll, svg')
    );
    return [`${root.scrollWidth} pixels: ${out.slice(0, 3).map((e) => `${e.tagName}.${e.className}`).join(', ')}`];
  });
  for (const what of wide) find(`wider than ${width}, ${what}`);
};

// Tab goes to the skip link first, from there into the report, and in the order of the page to all that can be used.
const keyboard = async (page) => {
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return { name: at.tagName, classes: at.className, id: at.id, text: at.textContent.trim().slice(0, 30), visible: at.matches(':focus-visible') };
    });
  await page.keyboard.press('Tab');
  const skip = await focused();
  if (skip.classes !== 'skip') find(`the first stop is ${skip.name} "${skip.text}" instead of the skip link`);
  await page.keyboard.press('Enter');
  const main = await focused();
  if (main.id !== 'main') find(`the skip link leads to ${main.name}#${main.id}`);
};

const stops = async (page) => {
  const count = await page.evaluate(
    () => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter((e) => e.checkVisibility()).length
  );
  const seen = [];
  for (let stop = 0; stop < count; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const at = document.activeElement;
      const all = [...document.querySelectorAll('*')];
      return { place: all.indexOf(at), body: at === document.body, shown: getComputedStyle(at).outlineStyle !== 'none' };
    });
    if (at.body) {
      find(`Tab leaves the page after ${stop} of ${count} stops`);
      break;
    }
    if (!at.shown) find('a stop shows no focus');
    if (seen.length && at.place <= seen.at(-1)) find(`the focus jumps back at stop ${stop}`);
    seen.push(at.place);
  }
  const summaries = await page.locator('summary').count();
  for (let index = 0; index < Math.min(summaries, 2); index += 1) {
    const summary = page.locator('summary').nth(index);
    await summary.focus();
    await page.keyboard.press('Enter');
    if (!(await summary.evaluate((s) => s.parentElement.open))) find('Enter does not open what is folded');
  }
};

const landmarks = async (page) => {
  const missing = await page.evaluate(() => {
    const problems = [];
    for (const name of ['header', 'nav', 'main', 'footer']) {
      if (document.querySelectorAll(`body > ${name}`).length !== 1) problems.push(`no single ${name}`);
    }
    for (const link of document.querySelectorAll('nav a')) {
      const section = document.getElementById(link.hash.slice(1));
      if (!section?.checkVisibility()) problems.push(`${link.hash} leads nowhere`);
    }
    const sections = document.querySelectorAll('main > section').length;
    if (document.querySelectorAll('nav a').length !== sections) problems.push('a section is not in the navigation');
    return problems;
  });
  missing.forEach(find);
};

// How a number comes about opens where one is, without the page moving, and closes again.
const NUMBER = 'main a[href^="#n"]';
const opened = (page) =>
  page.evaluate(() => [...document.querySelectorAll('#why > div')].filter((part) => part.checkVisibility()).length);

const derivations = async (page) => {
  const links = page.locator(NUMBER);
  if ((await opened(page)) !== 0) find('a derivation is open from the start');
  for (const link of [links.first(), links.last()]) {
    if (!(await link.count())) return;
    await link.evaluate((a) => {
      for (let part = a.closest('details'); part; part = part.parentElement.closest('details')) part.open = true;
      a.scrollIntoView({ block: 'center', behavior: 'instant' });
    });
    const before = await page.evaluate(() => scrollY);
    const href = await link.getAttribute('href');
    await link.focus();
    await page.keyboard.press('Enter');
    await page.locator(href).waitFor({ state: 'visible' });
    if ((await opened(page)) !== 1) find(`${href} opens ${await opened(page)} derivations`);
    const after = await page.evaluate(() => scrollY);
    if (Math.abs(after - before) > 1) find(`${href} moves the page by ${after - before}`);
    // What it rests on opens in its place.
    const part = page.locator('#why > div:visible a[href^="#n"]').first();
    const deeper = (await part.count()) > 0;
    if (deeper) {
      const next = await part.getAttribute('href');
      await part.click();
      await page.locator(next).waitFor({ state: 'visible' });
      await page.goBack();
      await page.locator(href).waitFor({ state: 'visible' });
    }
    await page.locator('#why > a').click();
    if ((await opened(page)) !== 0) find(`${href} does not close`);
  }
};

// With scripts, the focus goes along, and Escape leads back.
const focus = async (page) => {
  const link = page.locator(NUMBER).first();
  if (!(await link.count())) return;
  await link.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.closest('#why'));
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement.closest('main'));
  if (!(await link.evaluate((a) => a === document.activeElement))) find('Escape leads elsewhere');
  if ((await opened(page)) !== 0) find('Escape leaves a derivation open');
};

// What is read, without the few words that only the script adds.
const words = (page) =>
  page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    copy.querySelectorAll('script, style, .copy, p:has(> .filter), .find, .hint').forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
  });

// What the script adds works: sorting, searching, copying.
const script = async (page) => {
  if (await page.locator('.crowd').count()) return;
  const table = page.locator('table.sortable').first();
  if (await table.count()) {
    const cells = () => table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.cells[0].textContent));
    const before = await cells();
    await table.locator('button.sort').first().click();
    await table.locator('button.sort').first().click();
    const after = await cells();
    if (after.join() !== [...before].reverse().join()) find(`sorting twice gives ${after.slice(0, 5)}`);
    const input = page.locator('.filter input').first();
    const word = await table.locator('tbody th').first().textContent();
    await input.fill(word);
    const shown = await table.locator('tbody tr:visible').count();
    if (shown < 1 || shown >= before.length) find(`the filter leaves ${shown} of ${before.length} rows`);
    await input.fill('');
    if ((await table.locator('tbody tr:visible').count()) !== before.length) find('an empty filter hides rows');
  }
  const move = page.locator('.move').first();
  if (await move.count()) {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await move.locator('button.copy').click();
    await move.getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (!copied.startsWith('## ') || !copied.includes('- **')) find(`copied is ${JSON.stringify(copied.slice(0, 80))}`);
    if (/(^|[^\\])<|(^|[^\\])\[/.test(copied)) find('the ticket carries markup that is not escaped');
  }
};

// Nothing is cut off on paper: no picture is wider than the sheet or taller than one, and all that is folded is there.
const print = async (page) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const [name, sheet] of Object.entries(SHEETS)) {
    await page.setViewportSize({ width: Math.floor(sheet.width), height: Math.floor(sheet.height) });
    const cut = await page.evaluate(({ width, height }) => {
      const problems = [];
      for (const element of document.querySelectorAll('main *')) {
        if (element.closest('svg') && element.tagName !== 'svg') continue;
        const box = element.getBoundingClientRect();
        const what = `${element.tagName}.${element.getAttribute('class')} "${element.textContent.trim().slice(0, 30)}"`;
        if (box.right > width + 1) problems.push(`${what} ends at ${Math.round(box.right)} of ${Math.round(width)}`);
        const whole = ['figure', 'svg', '.move', 'tr'].some((kind) => element.matches(kind));
        if (whole && !element.matches('figure:has(.heat)') && box.height > height) problems.push(`${what} is ${Math.round(box.height)} of ${Math.round(height)} high`);
      }
      for (const part of document.querySelectorAll('details')) {
        const inside = part.querySelector('summary').nextElementSibling;
        if (inside && !inside.checkVisibility({ contentVisibilityAuto: true })) problems.push(`${part.id} is folded`);
      }
      const paper = getComputedStyle(document.body).backgroundColor;
      if (paper !== 'rgb(255, 255, 255)') problems.push(`the paper is ${paper}`);
      return problems.slice(0, 5);
    }, sheet);
    cut.forEach((what) => find(`printed on ${name}: ${what}`));
    const pdf = await page.pdf({ format: name, printBackground: true });
    if (pdf.length < 10_000) find(`printed on ${name}: a PDF of ${pdf.length} bytes`);
  }
};

const check = async (browser, file) => {
  current = basename(file);
  const page = await open(browser, file);
  await landmarks(page);
  const said = await words(page);
  await unfold(page);
  // What a scrolled table hides below its titles is judged as well.
  await page.addStyleTag({ content: '.tall{max-height:none!important}.crowd *{position:static!important}' });
  await page.setViewportSize({ width: 1600, height: 800 });
  await page.evaluate(AXE);
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await accessible(page, colorScheme);
    await contrast(page, colorScheme);
  }
  const longest = await page.evaluate(() => {
    const parts = [...document.querySelectorAll('#why > div')];
    return parts.sort((a, b) => b.textContent.length - a.textContent.length)[0]?.id;
  });
  for (const hash of longest ? ['', `#${longest}`] : ['']) {
    await page.evaluate((hash) => (location.hash = hash), hash);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await overflow(page, width);
    }
    if (hash === '') continue;
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await accessible(page, `${colorScheme}, with a derivation`);
    }
  }
  await page.context().close();

  for (const by of [keyboard, stops, script, derivations, focus]) {
    const used = await open(browser, file);
    await by(used);
    await used.context().close();
  }

  const still = await open(browser, file, { javaScriptEnabled: false });
  if ((await words(still)) !== said) find('without scripts the page says something else');
  await derivations(still);
  await still.context().close();

  const printed = await open(browser, file);
  await print(printed);
  await printed.context().close();
};

const picture = async (browser, folder, file) => {
  const name = basename(file, '.html');
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      const page = await open(browser, file, { viewport: { width, height: 800 }, colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await page.context().close();
    }
  }
  for (const format of Object.keys(SHEETS)) {
    const page = await open(browser, file);
    await page.pdf({ path: join(folder, `${name}-${format}.pdf`), format, printBackground: true });
    await page.context().close();
  }
};

// The pictures that the documentation shows: what fits a screen, and the first pages of a print.
const EXAMPLES = [
  { name: 'report-360', width: 360, height: 760 },
  { name: 'report-360-dark', width: 360, height: 760, colorScheme: 'dark', to: '#plane' },
  { name: 'report-768', width: 768, height: 900, to: '#profile' },
  { name: 'report-1280', width: 1280, height: 660 },
  { name: 'report-number', width: 1280, height: 600, colorScheme: 'dark', number: true },
];

const examples = async (browser, folder, team, portfolio) => {
  const shoot = async (file, { name, width, height, to, number, colorScheme = 'light' }) => {
    const options = { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' };
    const page = await open(browser, file, options);
    if (to) await page.locator(to).evaluate((part) => part.scrollIntoView({ block: 'start' }));
    if (number) await page.locator('#placement table a[href^="#n"]').first().click();
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.context().close();
  };
  for (const example of EXAMPLES) await shoot(team, example);
  await shoot(portfolio, { name: 'portfolio-1280', width: 1280, height: 760, to: '#teams' });
  const page = await open(browser, team);
  const pdf = join(folder, 'report-print.pdf');
  await page.pdf({ path: pdf, format: 'A4', printBackground: true });
  await page.context().close();
  const pages = ['-png', '-r', '60', '-f', '1', '-l', '3'];
  execFileSync('pdftoppm', [...pages, pdf, join(folder, 'report-print')]);
  await rm(pdf);
};

const given = process.argv.slice(2);
const mode = given[0].startsWith('--') ? given.shift() : null;
const folder = mode ? given.shift() : null;
const [executable, ...files] = given;
const browser = await launch(executable);
if (mode === '--examples') await examples(browser, folder, ...files);
else {
  for (const file of files) await (folder ? picture(browser, folder, file) : check(browser, file));
}
await browser.close();
findings.forEach((finding) => console.log(finding));
