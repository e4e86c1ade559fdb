// Owns network interfaces: their addresses, and the loopback ports that stand behind them.
import { randomBytes, randomInt } from 'node:crypto';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { addressToNumber, numberToAddress, readCidr, sizeOf } from './cidr.ts';
import type { NetworkInterfaceRow, SubnetRow } from './tables.ts';

/** AWS keeps the first four addresses and the last one of every subnet. */
const RESERVED_AT_START = 4;
const RESERVED_ADDRESSES = 5;

export interface InterfaceRequest {
  subnetId: string;
  securityGroupIds: string[];
  /** The description by the service that made it, such as `ELB app/shop-internal/50dc6c495c0c9188`. */
  description?: string;
}

/** Gives a free address of the subnet to a new interface, as a service does for a task or a load balancer's node. */
export function attachInterface(cloud: Cloud, request: InterfaceRequest): { ip: string; eniId: string } {
  const { subnets, securityGroups, networkInterfaces } = cloud.tables.ec2;
  const subnet = subnets.get(request.subnetId);
  if (subnet === undefined) {
    throw new Refusal('InvalidSubnetID.NotFound', `The subnet ID '${request.subnetId}' does not exist`);
  }
  const ip = pickAddress(cloud, subnet);
  const eniId = ids.ec2('eni');
  const dnsName = privateDnsName(ip, cloud.region);
  networkInterfaces.set(eniId, {
    NetworkInterfaceId: eniId,
    SubnetId: subnet.SubnetId,
    VpcId: subnet.VpcId,
    AvailabilityZone: subnet.AvailabilityZone,
    AvailabilityZoneId: subnet.AvailabilityZoneId,
    OwnerId: cloud.accountId,
    Description: request.description ?? '',
    InterfaceType: 'interface',
    Status: 'in-use',
    MacAddress: `02:${randomBytes(5).toString('hex').match(/../g)?.join(':')}`,
    SourceDestCheck: true,
    RequesterManaged: true,
    PrivateIpAddress: ip,
    PrivateDnsName: dnsName,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: ip, PrivateDnsName: dnsName }],
    Ipv6Addresses: [],
    Groups: request.securityGroupIds.map((id) => ({ GroupId: id, GroupName: securityGroups.get(id)?.GroupName })),
    Attachment: {
      AttachmentId: ids.ec2('eni-attach'),
      AttachTime: cloud.clock.now(),
      DeleteOnTermination: false,
      DeviceIndex: 1,
      InstanceOwnerId: 'amazon-aws',
      Status: 'attached',
    },
  });
  return { ip, eniId };
}

/** Says which loopback port stands behind a port of an interface's address. */
export function exposePort(cloud: Cloud, ip: string, ports: { containerPort: number; localPort: number }): void {
  cloud.tables.ec2.localPorts.set(`${ip}:${ports.containerPort}`, ports.localPort);
}

/** The loopback port to connect to in place of `ip:port`; undefined where nothing listens there. */
export function localPortOf(cloud: Cloud, ip: string, port: number): number | undefined {
  return cloud.tables.ec2.localPorts.get(`${ip}:${port}`);
}

/** Takes the address and all ports behind it away. */
export function detachInterface(cloud: Cloud, ip: string): void {
  const { networkInterfaces, localPorts, tags } = cloud.tables.ec2;
  const eniId = findInterface(cloud, ip)?.NetworkInterfaceId;
  if (eniId === undefined) return;
  networkInterfaces.delete(eniId);
  tags.delete(eniId);
  for (const address of [...localPorts.keys()]) {
    if (address.startsWith(`${ip}:`)) localPorts.delete(address);
  }
}

export function findInterface(cloud: Cloud, ip: string): NetworkInterfaceRow | undefined {
  return [...cloud.tables.ec2.networkInterfaces.values()].find(({ PrivateIpAddress }) => PrivateIpAddress === ip);
}

/** How many addresses of a subnet are left to give. */
export function freeAddressCount(cloud: Cloud, subnet: SubnetRow): number {
  return sizeOf(readCidr(subnet.CidrBlock)) - RESERVED_ADDRESSES - usedAddresses(cloud, subnet).size;
}

function usedAddresses(cloud: Cloud, subnet: SubnetRow): Set<number> {
  const interfaces = [...cloud.tables.ec2.networkInterfaces.values()];
  const inSubnet = interfaces.filter(({ SubnetId }) => SubnetId === subnet.SubnetId);
  return new Set(inSubnet.map(({ PrivateIpAddress }) => addressToNumber(PrivateIpAddress)));
}

/** Any free address: one that was just let go should not come back at once, since a load balancer may still drain it. */
function pickAddress(cloud: Cloud, subnet: SubnetRow): string {
  const cidr = readCidr(subnet.CidrBlock);
  const count = sizeOf(cidr) - RESERVED_ADDRESSES;
  const used = usedAddresses(cloud, subnet);
  const first = randomInt(count);
  for (let step = 0; step < count; step += 1) {
    const address = cidr.base + RESERVED_AT_START + ((first + step) % count);
    if (!used.has(address)) return numberToAddress(address);
  }
  throw new Refusal(
    'InsufficientFreeAddressesInSubnet',
    'The specified subnet does not have enough free addresses to satisfy the request.',
  );
}

function privateDnsName(ip: string, region: string): string {
  const suffix = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return `ip-${ip.replaceAll('.', '-')}.${suffix}`;
}
