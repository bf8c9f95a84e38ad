import { z } from 'zod';
import type { Language } from '../kernel/errors.ts';
import { pathParams, type Route } from './route.ts';

/** A piece of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

type JsonObject = { [key: string]: Json };

const PROBLEM: JsonObject = { $ref: '#/components/schemas/Problem' };
const LANGUAGES: readonly Language[] = ['zh', 'en'];

/**
 * The API as OpenAPI 3.1, written from the routes: what is checked in as `openapi.json`, from which the client is made.
 * The same routes give the same bytes; `x-permission` names what each operation asks for.
 */
export function openapiText(routes: readonly Route[]): string {
  return `${JSON.stringify(openapiOf(routes), null, 2)}\n`;
}

/** The same as a value, for tests and for the client’s types. */
export function openapiOf(routes: readonly Route[]): JsonObject {
  const schemas: JsonObject = { Problem: problemSchema() };
  const paths: { [path: string]: JsonObject } = {};
  for (const route of [...routes].sort(byPlace)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Changke', version: '1', description: `Replies and refusals speak ${LANGUAGES.join(' and ')}.` },
    paths,
    components: { schemas: sorted(schemas) },
  };
}

function byPlace(left: Route, right: Route): number {
  const [a, b] = [`${left.path} ${left.method}`, `${right.path} ${right.method}`];
  return a < b ? -1 : Number(a > b);
}

function operation(route: Route, schemas: JsonObject): JsonObject {
  return {
    operationId: operationId(route),
    summary: route.summary,
    'x-permission': route.permission,
    ...withKey('parameters', parameters(route, schemas)),
    ...withKey('requestBody', requestBody(route, schemas)),
    responses: {
      ...success(route, schemas),
      default: content('Refused or failed', 'application/problem+json', PROBLEM),
    },
  };
}

function withKey(key: string, value: Json | null): JsonObject {
  const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
  return isEmpty ? {} : { [key]: value };
}

/** `GET /api/customers/:publicId/orders` is `getCustomersByPublicIdOrders`. */
export function operationId(route: Pick<Route, 'method' | 'path'>): string {
  const words = route.path.slice('/api/'.length).split('/');
  const named = words.map((word) =>
    word.startsWith(':') ? `By${capital(word.slice(1))}` : word.split('-').map(capital).join(''),
  );
  return `${route.method.toLowerCase()}${named.join('')}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function parameters(route: Route, schemas: JsonObject): Json[] {
  const inPath = propertiesOf(route.params, schemas);
  const inQuery = propertiesOf(route.query, schemas);
  return [
    ...pathParams(route.path).map((name) => ({ name, in: 'path', required: true, schema: inPath.schema(name) })),
    ...inQuery.names.map((name) => ({
      name,
      in: 'query',
      required: inQuery.isRequired(name),
      schema: inQuery.schema(name),
    })),
  ];
}

function propertiesOf(schema: z.ZodType | null, schemas: JsonObject) {
  const json = schema ? jsonSchema(schema, 'input', schemas) : {};
  const properties = (json.properties ?? {}) as JsonObject;
  const required = new Set(json.required as string[] | undefined);
  return {
    names: Object.keys(properties),
    isRequired: (name: string) => required.has(name),
    schema: (name: string) => properties[name] ?? {},
  };
}

function requestBody(route: Route, schemas: JsonObject): Json | null {
  const file: JsonObject = { type: 'string', format: 'binary' };
  if (route.upload) return { required: true, content: { 'application/octet-stream': { schema: file } } };
  if (!route.body) return null;
  return { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input', schemas) } } };
}

function success(route: Route, schemas: JsonObject): JsonObject {
  const file: JsonObject = { type: 'string', format: 'binary' };
  if (route.download) return { '200': content('A file', 'application/octet-stream', file) };
  if (!route.reply) return { '204': { description: 'Done' } };
  return { '200': content('Done', 'application/json', jsonSchema(route.reply, 'output', schemas)) };
}

function content(description: string, mediaType: string, schema: Json): JsonObject {
  return { description, content: { [mediaType]: { schema } } };
}

/** A schema in JSON Schema 2020-12; schemas with an id (`.meta({ id })`) move to the document's components. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: JsonObject): JsonObject {
  const written = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: writeDates }) as JsonObject;
  const text = JSON.stringify(written).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $schema: _dialect, $defs: named = {}, ...rest } = JSON.parse(text) as JsonObject;
  for (const [id, definition] of Object.entries(named as JsonObject)) schemas[id] = withoutId(definition);
  const id = typeof rest.id === 'string' ? rest.id : null;
  if (id === null) return rest;
  schemas[id] = withoutId(rest);
  return { $ref: `#/components/schemas/${id}` };
}

function withoutId(definition: Json | undefined): Json {
  const { id: _id, ...rest } = (definition ?? {}) as JsonObject;
  return rest;
}

// An instant leaves as an ISO 8601 text; JSON has no dates.
function writeDates({
  zodSchema,
  jsonSchema: written,
}: {
  zodSchema: z.core.$ZodType;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}) {
  if (zodSchema._zod.def.type !== 'date') return;
  written.type = 'string';
  written.format = 'date-time';
}

function sorted(schemas: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function problemSchema(): JsonObject {
  const text: JsonObject = { type: 'string' };
  const fields: JsonObject = {
    type: 'array',
    items: { type: 'object', properties: { field: text, reason: text }, required: ['field', 'reason'] },
  };
  return {
    type: 'object',
    description: 'RFC 9457: `detail` is one sentence in the user’s language that says what is wrong and what to do.',
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: text,
      detail: text,
      requestId: text,
      fields,
    },
    required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  };
}
