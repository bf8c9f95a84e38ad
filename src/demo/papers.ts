import { Random } from './random.ts';
import type { DemoContact, DemoCustomer } from './types.ts';

/** What the papers say of a customer: tax number, address, telephone; and the few who were entered twice. */

const PROVINCE_CODES: Readonly<Record<string, number>> = {
  ...{ 北京: 11, 河北: 13, 山西: 14, 内蒙古: 15, 辽宁: 21, 吉林: 22, 黑龙江: 23, 上海: 31, 江苏: 32, 浙江: 33 },
  ...{ 安徽: 34, 福建: 35, 江西: 36, 河南: 41, 湖北: 42, 湖南: 43, 广东: 44, 重庆: 50, 四川: 51 },
};
const TAX_LETTERS = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const MUNICIPALITIES = ['北京', '上海', '重庆'];
const STREETS = '砺行路 启渡路 云栖大道 望川街 景岳路 清砚路 拾光街 远岫路 澄怀路 知行大道 临渊路 松壑街'.split(' ');
const PARKS = ['建材园', '创新园', '物流园', '家居产业园', '工业园'];

/** Gives every customer a tax number, an address and a telephone number of an invented form. */
export function fillPapers(seed: number, customers: readonly DemoCustomer[]): void {
  for (const customer of customers) {
    const random = new Random(seed, `papers ${customer.key}`);
    const letters = Array.from({ length: 8 }, () => random.pick(TAX_LETTERS)).join('');
    const { province, city, key } = customer;
    customer.taxNumber = `91${PROVINCE_CODES[province] ?? 33}0100MA${letters}`;
    const place = MUNICIPALITIES.includes(city) ? `${city}市` : `${province}省${city}市`;
    const house = `${random.pick(STREETS)}${random.integer(1, 988)}号`;
    customer.address = place.replace('内蒙古省', '内蒙古') + house + (random.chance(0.4) ? random.pick(PARKS) : '');
    // The middle digits are fixed, so that all are easily seen as invented.
    customer.phone = `400-000-${key.slice(1)}`;
  }
}

/** How the second entry of a customer differs from the first one. */
type Spelling = 'legal_form' | 'brackets' | 'renamed' | 'sound' | 'short' | 'address';

const SPELLINGS: readonly Spelling[] = ['legal_form', 'brackets', 'renamed', 'sound', 'short', 'address', 'legal_form'];
/** Letters of brands with others that sound the same. */
const SOUNDS: Readonly<Record<string, string>> = {
  ...{ 砺: '利', 澜: '兰', 岚: '蓝', 禾: '和', 映: '应', 启: '起', 沐: '木', 屹: '易', 泓: '宏', 峻: '俊', 筑: '祝' },
  ...{ 铭: '明', 翰: '汉', 柏: '百', 峰: '丰', 穗: '岁', 霖: '林', 钧: '军', 钰: '玉', 昱: '育', 晟: '盛', 骏: '俊' },
  ...{ 栖: '其', 朗: '浪', 渡: '度', 瀚: '汉', 珩: '恒' },
};

/** Those at the head of the book are shown for other things. */
const FIRST_KEY = 'C0040';

/** A customer that stands in the book twice; a third entry of one makes a group of three. */
export interface Twins {
  firstKey: string;
  secondKey: string;
}

/**
 * Makes the last customers of the book, newly entered ones, second entries of steady ones of the south: in other words,
 * with other brackets, under a new name. All that the truth says of either stays as it is.
 */
export function enterTwice(customers: readonly DemoCustomer[], isSteady: (key: string) => boolean): Twins[] {
  const seconds = customers.slice(-SPELLINGS.length);
  const firsts = customers.filter(({ key, size, pattern, region, groupKey, shortName, city }) => {
    const isFree = groupKey === null && size === 'ordinary' && pattern === 'monthly' && isSteady(key);
    const brand = shortName.slice(city.length);
    return isFree && key > FIRST_KEY && ['华东', '华南', '华中'].includes(region) && SOUNDS[brand[0]] !== undefined;
  });
  return seconds.map((second, index) => {
    // The last two are entries of one customer.
    const first = firsts[Math.min(index, SPELLINGS.length - 2)];
    spell(first, second, SPELLINGS[index]);
    return { firstKey: first.key, secondKey: second.key };
  });
}

function spell(first: DemoCustomer, second: DemoCustomer, how: Spelling): void {
  const { city, province, region, trade } = first;
  const brand = first.shortName.slice(city.length);
  const suffix = first.name.slice(first.shortName.length, -'有限公司'.length);
  const names: Record<Spelling, string> = {
    legal_form: `${city}${brand}${suffix}有限责任公司`,
    brackets: `${brand}${suffix}（${city}）有限公司`,
    renamed: `${city}新${brand}实业有限公司`,
    sound: `${city}${SOUNDS[brand[0]] ?? brand[0]}${brand.slice(1)}${suffix}有限公司`,
    short: `${city}${brand}${suffix}`,
    address: `${city}市${brand}${suffix}有限公司`,
  };
  Object.assign(second, { city, province, region, trade, name: names[how], shortName: `${city}${brand}` });
  // Who enters a customer in haste leaves the papers for later.
  second.taxNumber = how === 'renamed' ? first.taxNumber : null;
  second.address = how === 'address' || how === 'brackets' ? first.address : null;
  second.phone = how === 'sound' || how === 'legal_form' ? first.phone : null;
}

/** The first contact of a second entry is reached under the number that the first entry has. */
export function shareNumbers(contacts: readonly DemoContact[], twins: readonly Twins[]): void {
  for (const { firstKey, secondKey } of twins) {
    const [first, second] = [firstKey, secondKey].map((key) => contacts.find((each) => each.customerKey === key));
    if (first !== undefined && second !== undefined) second.phone = first.phone;
  }
}
