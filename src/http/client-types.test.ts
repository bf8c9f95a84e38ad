import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clientText, typeOf } from './client-types.ts';
import { openapiOf } from './openapi.ts';
import { route } from './route.ts';

const noteReply = z.object({ text: z.string().nullable(), at: z.date(), tags: z.array(z.enum(['a', 'b'])) });

const routes = [
  route({
    method: 'PATCH',
    path: '/api/notes/:noteId',
    permission: 'signed-in',
    summary: 'Changes a note',
    params: z.strictObject({ noteId: z.uuid() }),
    query: z.strictObject({ limit: z.coerce.number().int().optional() }),
    body: z.strictObject({ text: z.string() }),
    reply: noteReply,
    handle: async () => ({ text: null, at: new Date(0), tags: [] }),
  }),
];

describe('types for the client', () => {
  it('have params, query, body and reply of each route under its method and path', () => {
    const text = clientText(openapiOf(routes));
    expect(text).toContain("  'PATCH /api/notes/:noteId': {\n    params: {\n      noteId: string;\n    };\n");
    expect(text).toContain('    query: {\n      limit?: number;\n    };\n    body: {\n      text: string;\n    };\n');
    expect(text).toContain('      text: string | null;\n      at: string;\n      tags: Array<"a" | "b">;\n');
  });

  it('spell every shape of a schema', () => {
    expect(typeOf({ type: 'object', additionalProperties: { type: 'integer' } }, '')).toBe('Record<string, number>');
    expect(typeOf({ oneOf: [{ const: 1 }, { $ref: '#/components/schemas/Case' }] }, '')).toBe('1 | Case');
    expect(typeOf({ type: ['string', 'null'] }, '')).toBe('string | null');
    expect(typeOf({}, '')).toBe('unknown');
  });
});
