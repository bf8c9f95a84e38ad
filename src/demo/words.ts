import type { Random } from './random.ts';

/** Pieces of names. All companies and persons are invented; a likeness to real ones is chance. */

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严';
const GIVEN =
  '建国 志强 文杰 海涛 国栋 永康 立新 伟民 晓东 明辉 俊峰 振华 学军 光耀 泽宇 思远 嘉豪 子墨 浩然 景行 丽华 秀英 晓燕 婷婷 雪梅 雅琴 静怡 梦洁 佳宁 若兰 玉珍 慧敏 欣然 诗涵 美玲 春燕 海霞 文静 晓红 敏 磊 强 勇 涛 斌 超 鹏 凯 峰 宁 洁 萍 娟 琳 颖 岩 锐 恒 川 旭'.split(
    ' ',
  );
const FIRST = '砺澜栖岚朗禾映启渡沐屹泓峻瀚筑铭翰柏峰穗霖钧珩钰昱晟骏';
const SECOND = '屿川筑舟序塬原岳泰诚远和晖峰达森源木石恒宸庭悦合盛邦格尚固新';

export interface Place {
  region: string;
  province: string;
  city: string;
}

/** Where customers sit: region, province, cities. */
const PLACES = `
华东|浙江|杭州 宁波 绍兴 金华 台州 嘉兴 湖州 温州
华东|江苏|南京 苏州 无锡 常州 南通 扬州 镇江 徐州
华东|上海|上海
华东|安徽|合肥 芜湖 马鞍山 安庆
华中|湖北|武汉 宜昌 襄阳
华中|湖南|长沙 株洲 岳阳
华中|江西|南昌 赣州 九江
华中|河南|郑州 洛阳
华南|广东|广州 佛山 东莞 惠州
华南|福建|福州 厦门 泉州
西南|四川|成都 绵阳
西南|重庆|重庆
`;
const NORTH = `
东北|辽宁|沈阳 大连 鞍山
东北|吉林|长春 吉林
东北|黑龙江|哈尔滨 大庆
华北|内蒙古|呼和浩特 包头
华北|山西|太原 大同
华北|河北|石家庄 唐山 保定
华北|北京|北京
`;

export const PLACES_SOUTH = readPlaces(PLACES);
export const PLACES_NORTH = readPlaces(NORTH);

function readPlaces(text: string): Place[] {
  const lines = text.trim().split('\n');
  return lines.flatMap((line) => {
    const [region, province, cities] = line.split('|');
    return cities.split(' ').map((city) => ({ region, province, city }));
  });
}

/** Trades with what stands behind the brand in the company's name. */
export const TRADES: Record<'contractor' | 'maker' | 'dealer', readonly (readonly [string, string])[]> = {
  contractor: [
    ['装饰工程', '装饰工程'],
    ['建筑施工', '建设工程'],
    ['幕墙', '幕墙工程'],
    ['房地产', '置业'],
    ['装配式建筑', '装配科技'],
    ['公共建筑', '建筑工程'],
  ],
  maker: [
    ['定制家居', '定制家居'],
    ['家具制造', '家具'],
    ['整装', '整装'],
    ['门窗制造', '门窗'],
    ['木制品', '木业'],
    ['家居', '家居'],
  ],
  dealer: [
    ['建材经销', '建材'],
    ['建材经销', '建材商贸'],
    ['五金经销', '五金机电'],
    ['涂料经销', '涂料商贸'],
    ['建材超市', '建材超市'],
  ],
};

export function personName(random: Random): string {
  return random.pick([...SURNAMES]) + random.pick(GIVEN);
}

/** Brands that the two story customers carry. */
const TAKEN = new Set(['岚序', '澜筑']);

/** Two-character brands in a shuffled order, each once. */
export function brands(random: Random): string[] {
  const all = [...FIRST].flatMap((first) =>
    [...SECOND].filter((second) => second !== first).map((second) => first + second),
  );
  return random.shuffled([...new Set(all)].filter((brand) => !TAKEN.has(brand)));
}

/** A mobile number of the form of one; the middle group is fixed so that all are easily seen as invented. */
export function phoneNumber(random: Random): string {
  return `199${String(random.integer(0, 9))}000${String(random.integer(0, 9999)).padStart(4, '0')}`;
}
