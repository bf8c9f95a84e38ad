import { expect, test } from 'vitest';
import { z } from 'zod';
import { openapiOf, openapiText, operationId } from './openapi.ts';
import { route } from './route.ts';

const thing = z.object({ id: z.uuid(), at: z.date(), note: z.string().nullable() }).meta({ id: 'Thing' });

const routes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/order-lines',
    permission: 'orders.read',
    customer: true,
    summary: 'Lists order lines',
    query: z.object({ limit: z.coerce.number().default(50), tier: z.string().optional() }),
    reply: z.object({ items: z.array(thing), total: z.int() }),
    handle: () => ({ items: [], total: 0 }),
  }),
  route({
    method: 'POST',
    path: '/api/things',
    permission: 'public',
    body: z.object({ name: z.string() }),
    handle: () => {},
  }),
];

test('operations carry their permission, parameters and schemas', () => {
  const document = JSON.parse(openapiText(routes));
  const operation = document.paths['/api/customers/{publicId}/order-lines'].get;
  expect(operation).toMatchObject({ operationId: 'getCustomersByPublicIdOrderLines', 'x-permission': 'orders.read' });
  expect(operation.parameters.map((each: { name: string; required: boolean }) => [each.name, each.required])).toEqual([
    ['publicId', true],
    ['limit', false],
    ['tier', false],
  ]);
  const reply = operation.responses['200'].content['application/json'].schema;
  expect(reply.properties.items.items).toEqual({ $ref: '#/components/schemas/Thing' });
  expect(document.components.schemas.Thing.properties.at).toEqual({ type: 'string', format: 'date-time' });
  const body = document.paths['/api/things'].post.requestBody.content['application/json'].schema;
  expect(body.additionalProperties).toBe(false);
});

test('the order of the routes does not matter', () => {
  expect(openapiOf([...routes].reverse())).toEqual(openapiOf(routes));
  expect(operationId({ method: 'GET', path: '/api/session' })).toBe('getSession');
});
