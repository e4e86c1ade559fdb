// Owns texts as somebody would write them who means harm, or knows no better.
import { fc } from './property-runs.ts';

/** Characters that mean something, and to whom. */
const MEANINGFUL = {
  runner: ['::error::x', '::add-mask::', '::', ':::', '##[add-path]/x', '##[', '##', '%0A', '  | '],
  line: ['\n', '\r', '\r\n', '\t', ' ', '    ', '\u2028', '\u0085', '\v', '\u200b', '\u202e', '\0', '\b'],
  terminal: ['\u001b[31m', '\u001b[0m', '\u001b]8;;x\u0007', '@\u001b[0mocto', '\n``\u001b[0m``\n', '\n``\0`\n'],
  guard: ['`', '``', '```', '````', '~~~', '```mermaid', '%%{init: {"theme": "dark"}}%%', ';', ':', ' :crit, 0, 1'],
  html: ['<img src=x onerror=y>', '<b>', '</details>', '</summary>', '<', '>', '<!--', '-->', '<?', '<a@b.c>', '&lt;'],
  marker: ['<!-- medusa-preview acme/shop:shop pr-42 -->'],
  people: ['@octocat', '@acme/team', '#123', 'GH-1', 'acme/shop#1', '&#64;octocat'],
  address: [
    'https://github.com/acme/shop/issues/1',
    'https://github.com/a/b/pull/2#issuecomment-3',
    'http://evil.example/a_b?c=d&e',
  ],
  link: [
    '[a](https://evil.example)',
    '![a](https://evil.example/x.png)',
    '[a]: https://evil.example',
    '[',
    ']',
    '(',
    ')',
    '!',
  ],
  table: ['|', '| a | b |', '|--|--|', ':--'],
  block: ['# h', '- i', '+ i', '* i', '1. i', '2) i', '> q', '===', '---', '***', '___'],
  inline: ['*b*', '_b_', '~~s~~', '$x$', '$$', '&', '\\', '\\\n', '{', '}', '[^1]'],
  shell: ['"', "'", '$(id)', '{{ github.token }}', '../..', '/dev/zero', '=', '/', '.', '-'],
  javascript: ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'none', '""', '0', '-1', '42', '1e9'],
  character: ['🎈', '\ud83d', '\udc00', 'é', 'ı', 'a', 'Z', 'word', 'pr-42', 'acme/shop'],
};
const FRAGMENTS = Object.values(MEANINGFUL).flat();

/** Some fragments in a row, some plain words, or anything at all. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 8 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

/** With a word in it, so that there is something to show. */
export const hostileWords: fc.Arbitrary<string> = fc
  .tuple(hostileText, hostileText)
  .map(([before, after]) => `${before}word${after}`);

/** Texts that slow a pattern down, when they are long. */
const REPEATED = [
  ...FRAGMENTS,
  'a-',
  'a.',
  'a_',
  'a/',
  'a=',
  'a:',
  '--',
  '__',
  '://a:',
  'a:b@',
  'secret:"',
  '\u001b[',
  '\u001b];',
];

/** So long that whoever looks at a character twice for each other one will not come to an end: a hundred thousand. */
export const ENDLESS_TEXTS = REPEATED.map((again) => `${again.repeat(Math.ceil(100_000 / again.length))}!`);

/** Such a text with anything at both its ends. */
export const endlessText: fc.Arbitrary<string> = fc
  .tuple(hostileText, fc.constantFrom(...ENDLESS_TEXTS), hostileText)
  .map((parts) => parts.join(''));
