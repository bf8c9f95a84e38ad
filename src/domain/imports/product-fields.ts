import { type Field, words } from './field.ts';

/** What a line of an order may say of its product. */
export const productDetails: readonly Field[] = [
  {
    key: 'productName',
    type: 'text',
    zh: '商品名称',
    en: 'Product name',
    headings: words(
      '产品名称 商品全名 物料名称 存货名称 货品名称 品名 商品 产品 description productname itemname name product',
    ),
  },
  {
    key: 'category',
    type: 'text',
    zh: '品类',
    en: 'Category',
    headings: words('二级分类 二级品类 类别 商品类别 产品类别 存货分类 物料分组 小类 categoryname subcategory'),
  },
  {
    key: 'parentCategory',
    type: 'text',
    zh: '一级品类',
    en: 'Parent category',
    headings: words('一级分类 大类 产品线 productline maincategory'),
  },
  {
    key: 'spec',
    type: 'text',
    zh: '规格',
    en: 'Specification',
    headings: words('规格型号 型号 specification model'),
  },
  {
    key: 'unit',
    type: 'text',
    zh: '单位',
    en: 'Unit',
    headings: words('计量单位 主计量单位 库存单位 销售单位 uom measure'),
  },
];

export const product: Field = {
  key: 'product',
  type: 'identifier',
  zh: '商品编号',
  en: 'Product code',
  headings: words(
    '商品编码 产品长代码 物料长代码 产品代码 产品编码 产品编号 物料编码 物料代码 存货编码 货号 货品编码 sku stockcode itemcode productcode productid code',
  ),
};

export const productFields: readonly Field[] = [
  { ...product, headings: [...product.headings, ...words('编号 编码 代码 id')], required: true },
  ...productDetails,
];
