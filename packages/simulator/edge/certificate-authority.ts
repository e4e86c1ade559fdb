// Owns the local certificate authority: clients that trust it can open `https://….cloudfront.net` through the proxy, and the
// simulator's own port with HTTPS.
import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

export interface CertificateAuthority {
  /** Path of the authority's own certificate, PEM: for `NODE_EXTRA_CA_CERTS` and `curl --cacert`. */
  certificateFile: string;
  /** Path of a private key with its certificate, PEM, for containers that speak TLS. */
  servingFile: string;
  /** Private key and certificate of the leaf for `*.cloudfront.net` and this machine, PEM. */
  key: string;
  cert: string;
  /** Takes the certificate file away. */
  remove(): Promise<void>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const AUTHORITY_NAME = 'CN=Local CloudFront simulator';
const OWN_NAMES = [
  { type: 'dns' as const, value: '*.cloudfront.net' },
  { type: 'dns' as const, value: 'localhost' },
  { type: 'ip' as const, value: '127.0.0.1' },
];
const ONE_DAY_MILLISECONDS = 86_400_000;

/** Makes a new authority with each start: its key lives in this process only. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const authorityKeys = await createKeys();
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: AUTHORITY_NAME,
    keys: authorityKeys,
    signingAlgorithm: ALGORITHM,
    ...validity(),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const leafKeys = await createKeys();
  const leaf = await X509CertificateGenerator.create({
    subject: 'CN=*.cloudfront.net',
    issuer: AUTHORITY_NAME,
    publicKey: leafKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    ...validity(),
    extensions: await leafExtensions(authority, leafKeys.publicKey),
  });
  const directory = await mkdtemp(join(tmpdir(), 'cloudfront-simulator-'));
  const certificateFile = join(directory, 'ca.pem');
  await writeFile(certificateFile, `${authority.toString('pem')}\n`);
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', leafKeys.privateKey), 'PRIVATE KEY');
  // The chain includes the authority, so that a browser can be set up to trust it by the authority's key.
  const cert = `${leaf.toString('pem')}\n${authority.toString('pem')}\n`;
  const servingFile = join(directory, 'serving.pem');
  await writeFile(servingFile, `${key}\n${cert}`, { mode: 0o600 });
  return {
    certificateFile,
    servingFile,
    key,
    cert,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

function createKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** A day of grace for clocks that are behind; a year is what browsers accept. */
function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - ONE_DAY_MILLISECONDS), notAfter: new Date(now + 365 * ONE_DAY_MILLISECONDS) };
}

async function leafExtensions(authority: X509Certificate, publicKey: webcrypto.CryptoKey): Promise<Extension[]> {
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(OWN_NAMES),
    await SubjectKeyIdentifierExtension.create(publicKey),
    await AuthorityKeyIdentifierExtension.create(authority),
  ];
}
