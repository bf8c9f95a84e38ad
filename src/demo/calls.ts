import { formatDay, weekday } from '../kernel/time.ts';
import type { Random } from './random.ts';
import { AGENTS } from './staff.ts';
import type { DemoContact, DemoCustomer, DemoVisit } from './types.ts';

/** Visits with their three lines, alone or two of us together. */

const LINES: readonly (readonly [purpose: string, cameFor: string, heard: string, promised: string])[] = [
  ['季度回访', '季度回访，看二期进度', '主体封顶，下月进板材；对送货准时满意', '月底前给出分批送货计划'],
  ['样板确认', '带新色板给设计师确认', '选中两款，等甲方签字；价格没有再压', ''],
  ['技术交底', '岩板铺贴现场交底', '工人会了，破损少了一半；还要一份书面做法', '周五前发做法说明'],
  ['对账', '当面对清上季度账', '差额一笔，是运费；财务说下月一起付', ''],
  ['仓库盘点', '看库存，商量小批量补货', '基础板只够十天，五金压得多', '下周一给出补货建议'],
];

/** On each of these days of the last weeks three customers of size are visited. */
const DAYS_AGO = [56, 42, 21, 12, 6, 3, 1];
const A_DAY = 3;

export function demoVisits(
  random: Random,
  customers: readonly DemoCustomer[],
  contacts: readonly DemoContact[],
  today: number,
): DemoVisit[] {
  const large = random.shuffled(customers.filter((each) => each.size !== 'ordinary'));
  return DAYS_AGO.filter((ago) => weekday(today - ago) < 5).flatMap((ago, at) =>
    large.slice(at * A_DAY, (at + 1) * A_DAY).map(({ key, ownerA, ownerB }, index) => {
      const [purpose, cameFor, heard, promised] = random.pick(LINES);
      const contact = contacts.find((each) => each.customerKey === key);
      const companion = random.pick([null, ownerB, 'technical-1', AGENTS[0]]);
      return {
        customerKey: key,
        memberKeys: companion === null ? [ownerA] : [ownerA, companion],
        contactKey: contact?.key ?? '',
        day: formatDay(today - ago),
        minute: 15 * 60 + 20 * index,
        ...{ purpose, cameFor, heard, promised },
      };
    }),
  );
}
