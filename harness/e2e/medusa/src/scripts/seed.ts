// Owns the shop's first data: a region, two products that are for sale there, and leave to see them with Medusa's own publishable key.
import type { CreateProductWorkflowInputDTO, ExecArgs } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, ProductStatus } from '@medusajs/framework/utils';
import {
  createProductsWorkflow,
  createRegionsWorkflow,
  createShippingProfilesWorkflow,
} from '@medusajs/medusa/core-flows';

export default async function seed({ container }: ExecArgs): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: channels } = await query.graph({ entity: 'sales_channel', fields: ['id'] });
  await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: 'Europe',
          currency_code: 'eur',
          countries: ['de', 'dk', 'fr'],
          payment_providers: ['pp_system_default'],
        },
      ],
    },
  });
  const { result: profiles } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: 'Parcels', type: 'default' }] },
  });
  const sold = { shipping_profile_id: profiles[0].id, sales_channels: [{ id: channels[0].id }] };
  await createProductsWorkflow(container).run({
    input: {
      products: [
        { ...sold, ...describeProduct('Teapot', 2400) },
        { ...sold, ...describeProduct('Sugar bowl', 1100) },
      ],
    },
  });
}

function describeProduct(title: string, cents: number): CreateProductWorkflowInputDTO {
  return {
    title,
    status: ProductStatus.PUBLISHED,
    options: [{ title: 'Glaze', values: ['Blue', 'White'] }],
    variants: ['Blue', 'White'].map((glaze) => ({
      title: glaze,
      options: { Glaze: glaze },
      manage_inventory: false,
      prices: [{ amount: cents / 100, currency_code: 'eur' }],
    })),
  };
}
