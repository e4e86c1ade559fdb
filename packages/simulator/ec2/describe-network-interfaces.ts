// Owns describing network interfaces.
import type { DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult } from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { type Listing, list, tagsOf } from './listing.ts';
import { NETWORK_INTERFACE } from './resource-kinds.ts';
import type { NetworkInterfaceRow } from './tables.ts';

const NETWORK_INTERFACES: Listing<NetworkInterfaceRow> = {
  kind: NETWORK_INTERFACE,
  rows: (cloud) =>
    [...cloud.tables.ec2.networkInterfaces.values()].map((row) => ({
      ...row,
      TagSet: tagsOf(cloud, row.NetworkInterfaceId),
    })),
  idOf: ({ NetworkInterfaceId }) => NetworkInterfaceId,
  filters: {
    'addresses.association.owner-id': 'PrivateIpAddresses.Association.IpOwnerId',
    'addresses.association.public-ip': 'PrivateIpAddresses.Association.PublicIp',
    'addresses.primary': 'PrivateIpAddresses.Primary',
    'addresses.private-ip-address': 'PrivateIpAddresses.PrivateIpAddress',
    'association.allocation-id': 'Association.AllocationId',
    'association.association-id': 'Association.AssociationId',
    'association.ip-owner-id': 'Association.IpOwnerId',
    'association.public-dns-name': 'Association.PublicDnsName',
    'association.public-ip': 'Association.PublicIp',
    'attachment.attach-time': 'Attachment.AttachTime',
    'attachment.attachment-id': 'Attachment.AttachmentId',
    'attachment.delete-on-termination': 'Attachment.DeleteOnTermination',
    'attachment.device-index': 'Attachment.DeviceIndex',
    'attachment.instance-id': 'Attachment.InstanceId',
    'attachment.instance-owner-id': 'Attachment.InstanceOwnerId',
    'attachment.status': 'Attachment.Status',
    'availability-zone': 'AvailabilityZone',
    'availability-zone-id': 'AvailabilityZoneId',
    description: 'Description',
    'group-id': 'Groups.GroupId',
    'group-name': 'Groups.GroupName',
    'interface-type': 'InterfaceType',
    'ipv6-addresses.ipv6-address': 'Ipv6Addresses.Ipv6Address',
    'mac-address': 'MacAddress',
    'network-interface-id': 'NetworkInterfaceId',
    'operator.managed': 'Operator.Managed',
    'operator.principal': 'Operator.Principal',
    'owner-id': 'OwnerId',
    'private-dns-name': 'PrivateDnsName',
    'private-ip-address': 'PrivateIpAddress',
    'requester-id': 'RequesterId',
    'requester-managed': 'RequesterManaged',
    'source-dest-check': 'SourceDestCheck',
    status: 'Status',
    'subnet-id': 'SubnetId',
    'vpc-id': 'VpcId',
  },
};

export function describeNetworkInterfaces(
  input: DescribeNetworkInterfacesRequest,
  cloud: Cloud,
): DescribeNetworkInterfacesResult {
  const { rows, next } = list(cloud, NETWORK_INTERFACES, { ...input, ids: input.NetworkInterfaceIds });
  return { NetworkInterfaces: rows, ...next };
}
