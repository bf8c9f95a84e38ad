/** One entry of the two-level tree: `parentId` is null for the first level, set for the second. */
export interface Category {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
}

/** A first-level category with those below it. */
export interface CategoryBranch {
  readonly id: number;
  readonly name: string;
  readonly children: readonly { readonly id: number; readonly name: string }[];
}

/** The tree of a flat list, in the list's order. */
export function categoryTree(categories: readonly Category[]): CategoryBranch[] {
  return categories
    .filter((category) => category.parentId === null)
    .map(({ id, name }) => ({
      id,
      name,
      children: categories
        .filter((child) => child.parentId === id)
        .map((child) => ({ id: child.id, name: child.name })),
    }));
}
