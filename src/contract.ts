// Writes what the server promises: openapi.json from its routes, and from that the types of the client.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientText } from './http/client-types.ts';
import { generateOpenapi } from './http/generate.ts';
import { openapiOf } from './http/openapi.ts';
import { routes } from './modules.ts';

const root = join(import.meta.dirname, '..');

generateOpenapi(routes, join(root, 'openapi.json'), false);
writeFileSync(join(root, 'src/client/api.generated.ts'), clientText(openapiOf(routes)));
