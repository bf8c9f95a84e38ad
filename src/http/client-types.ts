import type { Json } from './openapi.ts';

type JsonObject = { readonly [key: string]: Json };

const HEAD = '// Generated from openapi.json. Do not edit: `npm run generate` writes it anew.\n';
const METHODS: readonly string[] = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * The API's types for the web app, from its description: `Routes['GET /api/customers/:publicId/orders']` has `params`,
 * `query`, `body` and `reply`; schemas with a name are interfaces of that name. The same description gives the same bytes.
 */
export function clientText(openapi: Json): string {
  const { paths, components } = openapi as { paths: JsonObject; components: { schemas: JsonObject } };
  const named = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema, '')};\n`,
  );
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.flatMap((method) => {
      const operation = (operations as JsonObject)[method];
      return operation === undefined ? [] : [routeText(method, path, operation as JsonObject)];
    }),
  );
  return `${HEAD}${named.join('')}\nexport interface Routes {\n${routes.join('')}}\n`;
}

function routeText(method: string, path: string, operation: JsonObject): string {
  const key = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
  const parts = {
    params: parametersOf(operation, 'path'),
    query: parametersOf(operation, 'query'),
    body: bodyOf(operation),
    reply: replyOf(operation),
  };
  const lines = Object.entries(parts).map(([name, type]) => `    ${name}: ${type};\n`);
  return `  '${key}': {\n${lines.join('')}  };\n`;
}

function parametersOf({ parameters = [] }: JsonObject, place: string): string {
  const ours = (parameters as JsonObject[]).filter((parameter) => parameter.in === place);
  if (ours.length === 0) return 'Record<never, never>';
  const properties = Object.fromEntries(ours.map(({ name, schema = {} }) => [String(name), schema]));
  const required = ours.filter((parameter) => parameter.required === true).map(({ name }) => String(name));
  return typeOf({ type: 'object', properties, required, additionalProperties: false }, '    ');
}

function bodyOf({ requestBody }: JsonObject): string {
  return requestBody === undefined ? 'undefined' : contentType(requestBody as JsonObject);
}

function replyOf({ responses }: JsonObject): string {
  const reply = (responses as JsonObject)['200'];
  return reply === undefined ? 'null' : contentType(reply as JsonObject);
}

function contentType({ content }: JsonObject): string {
  const json = (content as JsonObject)['application/json'];
  return json === undefined ? 'Blob' : typeOf((json as JsonObject).schema ?? {}, '    ');
}

/** A JSON Schema as a TypeScript type; `indent` is that of the line it stands on. */
export function typeOf(schema: Json, indent: string): string {
  const { $ref, enum: values, anyOf, oneOf, allOf, type } = schema as JsonObject;
  if (typeof $ref === 'string') return $ref.split('/').at(-1) ?? 'unknown';
  if (values !== undefined) return union((values as Json[]).map((value) => JSON.stringify(value)));
  if ('const' in (schema as JsonObject)) return JSON.stringify((schema as JsonObject).const);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return union((choices as Json[]).map((choice) => typeOf(choice, indent)));
  if (allOf !== undefined) return (allOf as Json[]).map((part) => typeOf(part, indent)).join(' & ');
  if (Array.isArray(type)) return union(type.map((one) => typeOf({ ...(schema as JsonObject), type: one }, indent)));
  return plainType(schema as JsonObject, indent);
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

function plainType(schema: JsonObject, indent: string): string {
  const { type, items = {} } = schema;
  if (type === 'string') return schema.format === 'binary' ? 'Blob' : 'string';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean' || type === 'null') return type;
  if (type === 'array') return `Array<${typeOf(items, indent)}>`;
  return type === 'object' ? objectType(schema, indent) : 'unknown';
}

function objectType({ properties = {}, required = [], additionalProperties }: JsonObject, indent: string): string {
  const entries = Object.entries(properties as JsonObject);
  const others = additionalProperties === undefined || additionalProperties === false ? null : additionalProperties;
  if (entries.length === 0)
    return others === null ? 'Record<never, never>' : `Record<string, ${othersType(others, indent)}>`;
  const lines = entries.map(([name, schema]) => {
    const mark = (required as Json[]).includes(name) ? '' : '?';
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    return `${indent}  ${key}${mark}: ${typeOf(schema, `${indent}  `)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function othersType(schema: Json, indent: string): string {
  return schema === true ? 'unknown' : typeOf(schema, indent);
}
