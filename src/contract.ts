// Writes what the server promises: openapi.json from its routes, from that the types of the client, and the schema of a
// plan's file from its reader.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientText } from './http/client-types.ts';
import { generateOpenapi } from './http/generate.ts';
import { openapiOf } from './http/openapi.ts';
import { routes } from './modules.ts';
import { planSchema } from './plan/plan-schema.ts';

const root = join(import.meta.dirname, '..');

generateOpenapi(routes, join(root, 'openapi.json'), false);
writeFileSync(join(root, 'src/client/api.generated.ts'), clientText(openapiOf(routes)));
writeFileSync(join(root, 'plans/plan.schema.json'), `${JSON.stringify(planSchema(), null, 2)}\n`);
