import { formatDay, parseDay } from '../kernel/time.ts';
import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';
import type { Course } from './truth.ts';
import type { DemoOrder, DemoProject, Stage } from './types.ts';

/** What project buyers build: each wave of their orders goes to one project. */

const ESTATES = '云邸 澜庭 时光里 望江府 栖溪 揽湖苑 松映里 拾光城 启明苑 沐川里'.split(' ');
const PARTS = ['一期', '二期', '三期', 'A 标段', 'B 标段', '精装标段'];
const PUBLIC = ['实验学校扩建', '人民医院门诊楼', '科创中心', '文体馆', '人才公寓', '老旧小区改造', '产业园厂房'];
const CONTRACTORS = ['中砺建工', '屹筑建设', '泓远工程总包', '澄岳建设集团', '朗恒建工'];

/** So long without an order: what comes next is for another project. */
const WAVE_GAP_DAYS = 45;
const WAVES_NAMED = 4;
const NEED_STATED_DAYS_AGO = 21;

/** Names the project in the orders of the last waves; answers the projects, and one to come of most who go on buying. */
export function demoProjects(
  random: Random,
  { customer, isNorthern }: Profile,
  course: Course | null,
  orders: readonly DemoOrder[],
  today: number,
): DemoProject[] {
  if (customer.pattern !== 'project') return [];
  const names = projectNames(random, customer.city);
  const waves = wavesOf(orders).slice(-WAVES_NAMED);
  const draw = (stage: Stage, startsOn: number, nextNeedOn: number | null): DemoProject => ({
    customerKey: customer.key,
    name: names.pop() ?? '',
    stage,
    startsOn: formatDay(startsOn),
    nextNeedOn: nextNeedOn === null ? null : formatDay(nextNeedOn),
    expectedMinor: random.integer(8, 160) * 5_000_000,
    volume: `约 ${(random.integer(12, 260) * 100).toLocaleString('en')} 平方米`,
    address: `${customer.city}${random.pick(['滨江', '高新', '城北', '空港', '东湖'])}片区`,
    contractor: random.pick(CONTRACTORS),
  });
  const past = waves.map((wave) => {
    const [first, last] = [dayOf(wave[0]), dayOf(wave[wave.length - 1])];
    const project = draw(today - last > 60 ? 'done' : 'building', first - random.integer(20, 60), null);
    for (const order of wave) order.project = project.name;
    return project;
  });
  const isLeaving = course !== null && course.until > today;
  if (isLeaving || isNorthern || random.chance(0.2)) return past;
  const stage = random.weighted<Stage>([
    ['lead', 2],
    ['bidding', 3],
    ['won', 4],
  ]);
  return [...past, draw(stage, today + random.integer(5, 30), today + random.integer(12, 80))];
}

/** The day on which a customer said when goods are needed next. */
export function needStatedDay(today: string): string {
  return formatDay(parseDay(today) - NEED_STATED_DAYS_AGO);
}

function projectNames(random: Random, city: string): string[] {
  const estates = random.shuffled(ESTATES).slice(0, 4);
  const names = estates.map((estate) => `${city}${estate}${random.pick(PARTS)}`);
  return random.shuffled([...names, `${city}${random.pick(PUBLIC)}`]);
}

function wavesOf(orders: readonly DemoOrder[]): DemoOrder[][] {
  const waves: DemoOrder[][] = [];
  for (const order of orders) {
    const current = waves.at(-1);
    const last = current?.at(-1);
    if (current !== undefined && last !== undefined && dayOf(order) - dayOf(last) < WAVE_GAP_DAYS) current.push(order);
    else waves.push([order]);
  }
  return waves;
}

function dayOf({ placedAt }: DemoOrder): number {
  return parseDay(placedAt.slice(0, 10));
}
