import { describe, expect, test } from '@jest/globals';
import {
  readArn,
  readImage,
  readLine,
  readList,
  readName,
  readServiceReference,
  readVariables,
} from '../../src/request/values.ts';

const SHA = 'a'.repeat(64);

describe('image', () => {
  test.each([
    ['medusa:latest'],
    ['acme/medusa:1.2.3'],
    ['acme/shop/medusa:V1_rc.2-x'],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/medusa:abc1234'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/medusa:abc1234'],
    [`ghcr.io/acme/medusa@sha256:${SHA}`],
    [`ghcr.io/acme/medusa:v1@sha256:${SHA}`],
    ['localhost:5000/medusa:v1'],
    ['localhost/medusa:v1'],
    ['registry:5000/medusa:v1'],
    ['Registry.Example.COM/medusa:v1'],
    ['a__b/c--d/e.f/g_h:v1'],
    ['m:1'],
  ])('takes %s as it is', (text) => {
    expect(readImage(text)).toBe(text);
  });

  test.each([
    ['an address', 'https://ghcr.io/acme/medusa:v1'],
    ['upper case in the repository', 'ghcr.io/Acme/medusa:v1'],
    ['an owner in upper case, which is no registry', 'Acme/medusa:v1'],
    ['an empty tag, as of a step that did not run', 'medusa:'],
    ['two tags', 'medusa:v1:v2'],
    ['a tag that begins with a hyphen', 'medusa:-v1'],
    ['a tag that is too long', `medusa:${'t'.repeat(129)}`],
    ['a digest that is too short', 'medusa@sha256:abc'],
    ['a digest in upper case', `medusa@sha256:${SHA.toUpperCase()}`],
    ['a space', 'medusa v1'],
    ['two lines', 'medusa\nmedusa'],
    ['no registry before the slash', '/medusa:v1'],
    ['an empty part', 'acme//medusa'],
    ['three underscores in a row', 'acme/shop___medusa'],
    ['three underscores in a row, first', 'a___b/medusa'],
    ['two dots in a row', 'a..b/medusa'],
    ['a letter beyond ASCII', 'médusa'],
    ['a placeholder that was never filled in', 'medusa:{{ tag }}'],
    ['more than 1024 characters', 'a'.repeat(1025)],
    ['a text without end', `${'a-'.repeat(50_000)}!`],
  ])('refuses %s', (_, text) => {
    expect(() => readImage(text)).toThrow(
      `"${text}" is not an image reference. Write repository:tag or repository@sha256:…`,
    );
  });
});

test.each(['medusa', 'registry:5000/medusa', 'ghcr.io/acme/medusa'])(
  'an image without tag and digest is refused: %s',
  (text) => {
    expect(() => readImage(text)).toThrow(
      `"${text}" has no tag and no digest. Write repository:tag or repository@sha256:….`,
    );
  },
);

describe('service', () => {
  test.each([
    ['shop/medusa', 'shop', 'medusa'],
    ['shop-1/medusa_2', 'shop-1', 'medusa_2'],
    ['s/m', 's', 'm'],
    ['arn:aws:ecs:eu-west-1:123456789012:service/shop/medusa', 'shop', 'medusa'],
    ['arn:aws-us-gov:ecs:us-gov-west-1:123456789012:service/shop/medusa', 'shop', 'medusa'],
    ['arn:aws-cn:ecs:cn-north-1:123456789012:service/shop/medusa', 'shop', 'medusa'],
  ])('reads %s as cluster %s and service %s', (text, cluster, service) => {
    expect(readServiceReference(text)).toEqual({ cluster, service });
  });

  test.each([
    ['medusa'],
    ['shop/'],
    ['/medusa'],
    ['shop/medusa/1'],
    ['shop / medusa'],
    ['arn:aws:ecs:eu-west-1:123456789012:service/medusa'],
    ['arn:aws:ecs:eu-west-1:123456789012:cluster/shop'],
  ])('refuses %s', (text) => {
    expect(() => readServiceReference(text)).toThrow(
      `"${text}" is not a service. Write cluster/service, such as shop/medusa.`,
    );
  });
});

test('cluster and service may be as long as both fit into a tag, and for the name of a copy', () => {
  const [cluster, service] = ['c'.repeat(155), 's'.repeat(100)];
  expect(readServiceReference(`${cluster}/${service}`)).toEqual({ cluster, service });
  expect(() => readServiceReference(`${cluster}/${service}s`)).toThrow(
    / is too long for a tag\. The name of the cluster /,
  );
  expect(() => readServiceReference(`${cluster}c/s`)).toThrow(
    / up to 155 characters, together with the service up to 256\.$/,
  );
  expect(readServiceReference(`c/${'s'.repeat(254)}`).service).toHaveLength(254);
  expect(() => readServiceReference(`c/${'s'.repeat(256)}`)).toThrow('is not a service');
});

describe('a name', () => {
  test.each([['medusa'], ['FARGATE_SPOT'], ['vo_0123'], ['m'.repeat(255)]])('may be %s', (name) => {
    expect(readName(name)).toBe(name);
  });

  test.each([['a b'], ['a/b'], ['a\nb'], ['`a`'], ['é'], ['m'.repeat(256)]])('may not be %j', (name) => {
    expect(() => readName(name)).toThrow(
      `"${name}" is not a name that AWS allows. Write up to 255 letters, digits, _ and -.`,
    );
  });
});

describe('a line', () => {
  test.each([['preview'], ['deploy me 🎈'], ['type: preview'], ['größer']])('may be %s', (line) => {
    expect(readLine(line)).toBe(line);
  });

  test.each([['a\nb'], ['a\rb'], ['a\u2028b'], ['a\0b'], ['a\u001b[31mb']])('may not be %j', (line) => {
    expect(() => readLine(line)).toThrow(`${JSON.stringify(line)} is not a single line of text.`);
  });
});

test('an image may be as long as 1024 characters', () => {
  expect(readImage(`${'a'.repeat(1022)}:1`)).toHaveLength(1024);
});

describe('ARN', () => {
  const read = (text: string) => readArn(text, 'elasticloadbalancing', 'listener/');

  test.each([
    ['arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/1/2'],
    ['arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:listener/app/shop/1/2'],
    ['arn:aws-us-gov:elasticloadbalancing:us-gov-east-1:123456789012:listener/app/shop/1/2'],
  ])('takes %s as it is', (text) => {
    expect(read(text)).toBe(text);
  });

  test.each([
    ['shop'],
    ['arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/1'],
    ['arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/'],
    ['arn:aws:elasticloadbalancing:eu-west-1:12345:listener/app/shop/1/2'],
    ['arn:aws:ecs:eu-west-1:123456789012:listener/app/shop/1/2'],
    ['arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop /1/2'],
  ])('refuses %s', (text) => {
    expect(() => read(text)).toThrow(
      `"${text}" is not an ARN of this kind. Write arn:aws:elasticloadbalancing:…:listener/….`,
    );
  });
});

describe('list', () => {
  const read = (text: string) => readList(text, /^sg-[0-9a-f]+$/, 'sg-0a1b2c3d');

  test.each([
    ['one', 'sg-1', ['sg-1']],
    ['commas', 'sg-1,sg-2', ['sg-1', 'sg-2']],
    ['commas and spaces', 'sg-1, sg-2', ['sg-1', 'sg-2']],
    ['lines', 'sg-1\nsg-2\n', ['sg-1', 'sg-2']],
    ['lines as Windows ends them', 'sg-1\r\nsg-2\r\n', ['sg-1', 'sg-2']],
    ['one that is named twice', 'sg-1 sg-2 sg-1', ['sg-1', 'sg-2']],
  ])('takes %s', (_, text, items) => {
    expect(read(text)).toEqual(items);
  });

  test.each([
    [
      'what is no id, and names all of it',
      'sg-1, web, sg-2, db',
      '"web", "db" is not an id. Write ids such as sg-0a1b2c3d.',
    ],
    ['JSON', '["sg-1"]', '"["sg-1"]" is not an id. Write ids such as sg-0a1b2c3d.'],
    ['nothing between commas', ' , ,', '" , ," contains no id. Write ids such as sg-0a1b2c3d.'],
  ])('refuses %s', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('variables', () => {
  test.each([
    ['one line', 'A=1', [['A', '1']]],
    [
      'lines as Windows ends them',
      'A=1\r\nB=2\r\n',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['empty lines and comments', '\n# A=0\n \t\n  A=1\n  # done', [['A', '1']]],
    ['an empty value', 'A=', [['A', '']]],
    ['equal signs in the value', 'A=b=c==', [['A', 'b=c==']]],
    ['a # in the value', 'A=1 # not a comment', [['A', '1 # not a comment']]],
    ['space before the value', 'A= 1', [['A', ' 1']]],
    ['quotes, which belong to the value', 'A="1"', [['A', '"1"']]],
    ['letters beyond ASCII in the value', 'A=Grüße 🎈', [['A', 'Grüße 🎈']]],
    [
      'the last of a name',
      'A=1\nB=2\nA=3',
      [
        ['A', '3'],
        ['B', '2'],
      ],
    ],
    [
      'names that objects have anyway',
      '__proto__=1\nconstructor=2\ntoString=3',
      [
        ['__proto__', '1'],
        ['constructor', '2'],
        ['toString', '3'],
      ],
    ],
    ['a value of a hundred thousand characters', `A=${'x'.repeat(100_000)}`, [['A', 'x'.repeat(100_000)]]],
  ])('reads %s', (_, text, expected) => {
    expect(readVariables(text)).toEqual(expected.map(([name, value]) => ({ name, value })));
  });

  test.each([
    ['no equal sign', 'A'],
    ['no name', '=1'],
    ['a name that begins with a digit', '1A=1'],
    ['a hyphen in the name', 'A-B=1'],
    ['space in the name', 'A B=1'],
    ['space before the equal sign', 'A =1'],
    ['a shell export', 'export A=1'],
    ['YAML', 'A: 1'],
    ['a letter beyond ASCII in the name', 'Ä=1'],
    ['a lone carriage return', 'A=1\rB=2'],
  ])('refuses %s', (_, text) => {
    expect(() => readVariables(text)).toThrow(
      'line 1: not of the form NAME=value. Names can contain letters, digits and _.',
    );
  });

  test('names each wrong line by its number and never by its text, which may be secret', () => {
    const read = () => readVariables('A=1\nPASSWORD hunter2\n\nTOKEN: abc');
    expect(read).toThrow(/^line 2, line 4: not of the form NAME=value/);
    expect(read).not.toThrow(/hunter2|abc/);
  });
});
