// Prints the notes of a release, given its tag: the section of CHANGELOG.md with its version. Refuses a tag that is not the
// version of package.json. It runs where nothing is installed.
import { readFileSync } from 'node:fs';

const [tag = ''] = process.argv.slice(2);
const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const { version } = JSON.parse(read('package.json'));

if (tag !== `v${version}`) fail(`The tag is "${tag}", and package.json says ${version}.`);
const notes = sectionOf(read('CHANGELOG.md'), version);
if (notes === '') fail(`CHANGELOG.md has nothing under "## ${version}".`);
process.stdout.write(`${notes}\n`);

/** From the line after its heading, `## 1.2.3` or `## 1.2.3 (a date)`, to the next heading of that kind. */
function sectionOf(changelog, heading) {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.split(/\s/, 1)[0] === heading) ?? '';
  return section.split('\n').slice(1).join('\n').trim();
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
