import type { DemoCategory, DemoProduct } from './types.ts';

/** What the company sells: first-level category, second-level category, product, specification, unit, list price in yuan. */
const RANGE = `
板材|基础板|细木工板|1220×2440×17|张|168
板材|基础板|多层胶合板|1220×2440×15|张|142
板材|基础板|欧松板|1220×2440×18|张|126
板材|生态板|杉木生态板|1220×2440×17|张|236
板材|生态板|马六甲生态板|1220×2440×17|张|208
板材|生态板|竹香生态板|1220×2440×18|张|289
板材|饰面板|科定木饰面|1220×2440×3.6|张|175
板材|饰面板|免漆饰面板|1220×2440×5|张|132
板材|石膏板|耐水纸面石膏板|1200×2400×9.5|张|31
板材|石膏板|防潮石膏板|1200×3000×12|张|46
板材|防火板|抗倍特防火板|1220×2440×6|张|328
板材|防火板|无机防火板|1220×2440×9|张|94
五金|铰链滑轨|阻尼铰链|四孔|只|6.8
五金|铰链滑轨|三节静音滑轨|450|副|29
五金|铰链滑轨|隐藏式托底轨|500|副|78
五金|门锁拉手|静音室内门锁|58 锁体|套|86
五金|门锁拉手|铝合金拉手|1200|只|34
五金|紧固件|自攻螺钉|3.5×35|盒|18
五金|紧固件|膨胀螺栓|M10×100|盒|42
五金|龙骨配件|轻钢主龙骨|38×12×1.0|米|7.2
五金|龙骨配件|轻钢副龙骨|50×19×0.5|米|5.6
五金|龙骨配件|吊件挂件|38 系|盒|56
涂料|内墙涂料|净味内墙漆|18 升|桶|365
涂料|内墙涂料|抗菌内墙漆|18 升|桶|498
涂料|内墙涂料|工程内墙漆|20 公斤|桶|158
涂料|外墙涂料|弹性外墙漆|20 公斤|桶|286
涂料|外墙涂料|真石漆|30 公斤|桶|148
涂料|木器漆|水性木器清漆|5 公斤|桶|318
涂料|木器漆|水性木器白漆|5 公斤|桶|298
涂料|防水涂料|聚氨酯防水涂料|20 公斤|桶|236
涂料|防水涂料|通用型防水浆料|18 公斤|桶|188
涂料|防水涂料|柔韧型防水浆料|20 公斤|桶|268
胶粘|瓷砖胶|强力型瓷砖胶|20 公斤|袋|38
胶粘|瓷砖胶|玻化砖背胶|10 公斤|桶|125
胶粘|结构胶|硅酮结构胶|590 毫升|支|23
胶粘|结构胶|中性耐候胶|590 毫升|支|19
胶粘|结构胶|免钉胶|350 克|支|12
胶粘|白乳胶|环保白乳胶|20 公斤|桶|165
胶粘|白乳胶|拼板胶|20 公斤|桶|215
胶粘|填缝剂|环氧彩砂|2 公斤|组|88
胶粘|填缝剂|美缝剂|400 毫升|支|32
门窗|木门|烤漆套装门|2100×900|套|1180
门窗|木门|免漆套装门|2100×900|套|860
门窗|铝合金窗|断桥推拉窗|70 系|方|520
门窗|铝合金窗|断桥平开窗|75 系|方|680
门窗|铝合金窗|系统平开窗|85 系|方|1080
门窗|防火门|甲级钢质防火门|1.5×2.1|套|1360
门窗|防火门|乙级木质防火门|1.0×2.1|套|890
门窗|门窗型材|断桥铝型材|70 系 6 米|根|186
门窗|门窗型材|塑钢型材|60 系 6 米|根|58
瓷砖|地砖|通体大理石砖|800×800|方|76
瓷砖|地砖|防滑仿古砖|600×600|方|58
瓷砖|地砖|柔光抛釉砖|750×1500|方|112
瓷砖|墙砖|釉面内墙砖|400×800|方|52
瓷砖|墙砖|外墙通体砖|240×60|方|34
瓷砖|岩板|台面岩板|1600×3200×12|张|980
瓷砖|岩板|背景岩板|1200×2600×6|张|460
管材|给水管|聚丙烯给水管|dn25|米|6.9
管材|给水管|不锈钢给水管|dn20|米|26
管材|排水管|聚氯乙烯排水管|dn110|米|17
管材|排水管|静音排水管|dn110|米|29
管材|电工套管|阻燃电工套管|dn20|米|2.4
管材|电工套管|镀锌线管|dn25|米|8.6
管材|管件阀门|铜球阀|dn25|只|38
管材|管件阀门|聚丙烯管件|dn25|只|3.6
管材|管件阀门|分水器|四路|套|226
辅材|岩棉|憎水岩棉板|1200×600×50|方|28
辅材|岩棉|岩棉复合板|1200×600×80|方|66
辅材|挤塑板|阻燃挤塑板|1200×600×50|方|24
辅材|挤塑板|石墨挤塑板|1200×600×60|方|33
辅材|腻子砂浆|耐水腻子|20 公斤|袋|24
辅材|腻子砂浆|粉刷石膏|30 公斤|袋|19
辅材|腻子砂浆|自流平水泥|25 公斤|袋|46
辅材|腻子砂浆|抗裂砂浆|25 公斤|袋|22
辅材|隔音棉|聚酯隔音棉|1200×600×50|方|21
辅材|隔音棉|阻尼隔音毡|1200×3|方|44
辅材|隔音棉|玻璃棉卷毡|1200×50|方|13
辅材|网格布|耐碱网格布|1×50|卷|96
辅材|网格布|抗裂钢丝网|1×20|卷|138
`.trim();

/** The second-level category to which the customer of story S2 shrinks. */
export const BASIC_PANELS = '基础板';

export interface Catalogue {
  categories: DemoCategory[];
  products: DemoProduct[];
  /** Names of the second-level categories in the order of the price list. */
  families: string[];
}

/** The price list as categories of two levels and products; a category's key is its name, unique in the list. */
export function demoCatalogue(): Catalogue {
  const categories = new Map<string, DemoCategory>();
  const products = RANGE.split('\n').map((line, index) => {
    const [top, family, name, specification, unit, price] = line.split('|');
    if (!categories.has(top)) categories.set(top, { key: top, name: top, parentKey: null });
    if (!categories.has(family)) categories.set(family, { key: family, name: family, parentKey: top });
    const key = `P${String(1001 + index)}`;
    return { key, name, specification, unit, categoryKey: family, priceMinor: Math.round(Number(price) * 100) };
  });
  const list = [...categories.values()];
  return { categories: list, products, families: list.filter((each) => each.parentKey).map((each) => each.key) };
}
