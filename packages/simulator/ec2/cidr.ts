// Owns blocks of addresses: reading them, bringing them into AWS's canonical form, and what lies inside.
import { isIPv4, isIPv6 } from 'node:net';
import { Refusal } from '../kernel/refusal.ts';

export interface Cidr {
  /** The first address as a number. */
  base: number;
  /** Bits that all addresses have in common. */
  prefixLength: number;
}

export function addressToNumber(ip: string): number {
  return ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function numberToAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** How many addresses a block holds. */
export function sizeOf(cidr: Cidr): number {
  return 2 ** (32 - cidr.prefixLength);
}

/** An IPv4 block without the bits that only say where in the block one is: `10.0.3.7/16` is `10.0.0.0/16`. */
export function readCidr(text: string): Cidr {
  const [ip = '', length = ''] = text.split('/');
  const prefixLength = Number(length);
  const isWellFormed = isIPv4(ip) && /^\d{1,2}$/.test(length) && prefixLength <= 32;
  if (!isWellFormed) throw malformed(text);
  const size = 2 ** (32 - prefixLength);
  return { base: Math.floor(addressToNumber(ip) / size) * size, prefixLength };
}

export function writeCidr(cidr: Cidr): string {
  return `${numberToAddress(cidr.base)}/${cidr.prefixLength}`;
}

export function isInside(ip: string, block: string): boolean {
  const cidr = readCidr(block);
  const offset = addressToNumber(ip) - cidr.base;
  return offset >= 0 && offset < sizeOf(cidr);
}

/** An IPv6 block with its address in the shortest form. */
export function readIpv6Cidr(text: string): string {
  const [ip = '', length = ''] = text.split('/');
  if (!isIPv6(ip) || !/^\d{1,3}$/.test(length) || Number(length) > 128) throw malformed(text);
  return `${new URL(`http://[${ip}]`).hostname.slice(1, -1)}/${length}`;
}

function malformed(text: string): Refusal {
  return new Refusal('InvalidParameterValue', `CIDR block ${text} is malformed`);
}
