import { describe, expect, test } from '@jest/globals';
import { redacted } from '../../src/text/redact.ts';

describe('what looks like a credential is redacted', () => {
  test.each([
    ['in a URL', 'postgres://medusa:hunter2@db/shop', 'postgres://medusa:***@db/shop'],
    ['in one without a user', 'redis://:hunter2@cache', 'redis://:***@cache'],
    ['with an @ of its own', 'postgres://medusa:hunt@er2@db/shop', 'postgres://medusa:***@db/shop'],
    ['with a slash', 'redis://default:Zm9v/cjEy@cache:6379', 'redis://default:***@cache:6379'],
    ['with a slash, of the web', 'GET https://shop:hunt/er2@search', 'GET https://shop:***@search'],
    ['of a user with an @', 'postgres://medusa@server:hunter2@db', 'postgres://medusa@server:***@db'],
    ['before a path with an @', 'https://shop:hunter2@npm.example/@a/b', 'https://shop:***@npm.example/@a/b'],
    ['behind a plain address', 'https://a.example,https://b:hunter2@c', 'https://a.example,https://b:***@c'],
    ['in each of several', '"a://b:c@d","e://f:g@h"', '"a://b:***@d","e://f:***@h"'],
    ['that is set in a shell', 'export JWT_SECRET=hunter2; run', 'export JWT_SECRET=***; run'],
    ['in quotes', 'DB_PASSWORD="two words" a', 'DB_PASSWORD=*** a'],
    ['in a query', 'GET /?page=2&api_key=hunter2&a=1', 'GET /?page=2&api_key=***&a=1'],
    ['in JSON', '{"jwtSecret": "hunter2", "port": 9000}', '{"jwtSecret": ***, "port": 9000}'],
    ['in an object, as Node shows it', "{ cookieSecret: 'hunter2', a: 'b' }", "{ cookieSecret: ***, a: 'b' }"],
    ['with quotes of its own', '{"password":"say \\"hi\\"","a":"b"}', '{"password":***,"a":"b"}'],
    ['in a header', 'authorization: Bearer eyJh.b-c_d', 'authorization: Bearer ***'],
    ['of Stripe', 'Invalid key sk_live_51Habcdefgh', 'Invalid key sk_live_***'],
    ['of a webhook', 'bad signature for whsec_abcdefgh12', 'bad signature for whsec_***'],
    ['of Slack', 'xoxb-123456789012-abc is revoked', 'xoxb-*** is revoked'],
    ['of SendGrid', 'SG.abcdefghij.klmnopqrst is invalid', 'SG.*** is invalid'],
    ['of Resend', 're_123abcdefghijklmnop', 're_***'],
    ['of Google', 'key AIzaSyA1234567890abcdef', 'key AIza***'],
    ['of AWS', 'AKIAIOSFODNN7EXAMPLE', 'AKIA***'],
    ['of npm', 'npm_abcdefghijklmnop', 'npm_***'],
    ['that is a JSON Web Token', 'got eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJ', 'got eyJ***'],
    ['that is a private key', '-----BEGIN RSA PRIVATE KEY----- MIIE', '-----BEGIN RSA PRIVATE KEY-----***'],
    ['that is a line of one', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDZ4nUuGZ9k', '***'],
    ['whose name ends in pass', 'SMTP_PASS=hunter2 a', 'SMTP_PASS=*** a'],
    ['in an object without quotes', 'cookieSecret: hunter2', 'cookieSecret: ***'],
    ['of GitHub', 'ghs_0123456789abcdef is expired', 'ghs_*** is expired'],
  ])('%s', (_, text, shown) => {
    expect(redacted(text)).toBe(shown);
  });

  test.each([
    ['JWT_SECRET, COOKIE_SECRET: missing. Without it, Medusa does not start, or uses a publicly known default.'],
    ['secrets: A: not the ARN of a secret. Write NAME=arn:aws:secretsmanager:… instead.'],
    ['JWT_SECRET=arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf'],
    ['https://d111111abcdef8.cloudfront.net/health?medusa-preview=0a1b'],
    ['error: password authentication failed for user "medusa"'],
    ['Unexpected token } in JSON at position 4'],
    ['PWD=/server OLDPWD=/'],
    ['publishable_key=pk_01HXYZ0123456789'],
    ['"publishableApiKey": "pk_01HXYZ0123456789"'],
    ['jwtSecret: undefined, http: { }'],
    ['re_export and re_register are functions'],
    ['listening on http://0.0.0.0:9000/a@b'],
    ['listening on http://[::1]:9000/a@b'],
    ['GET https://host/path?mail=a@b'],
    ['GET https://cdn.example:443/@acme/theme'],
  ])('and nothing else: %s', (text) => {
    expect(redacted(text)).toBe(text);
  });
});
