import type { Route } from '../src/http/route.ts';

const files = import.meta.glob<Record<string, unknown>>('../src/domain/*/{routes,*-routes}.ts');

/** Every route that any module declares, found by its file, so that one forgotten in modules.ts is tested and missed there. */
export async function routesOnDisk(): Promise<Route[]> {
  const modules = await Promise.all(Object.values(files).map((load) => load()));
  const lists = modules.flatMap((module) => Object.values(module).filter(isRouteList));
  return [...new Set(lists.flat())];
}

function isRouteList(value: unknown): value is Route[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null && 'answer' in each);
}
