import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';
import type { Channel, ContactRole, DemoContact, Size } from './types.ts';
import { personName, phoneNumber } from './words.ts';

const POSTS: Record<ContactRole, readonly string[]> = {
  decider: ['总经理', '采购总监', '董事长', '项目总负责人'],
  buyer: ['采购经理', '采购主管', '采购专员', '材料员'],
  user: ['项目经理', '生产主管', '施工队长', '仓库主管'],
  payer: ['财务经理', '会计', '出纳'],
};

const ROLES: Record<Size, readonly ContactRole[]> = {
  strategic: ['decider', 'buyer', 'user', 'payer', 'buyer', 'user'],
  key: ['decider', 'buyer', 'user', 'payer'],
  ordinary: ['decider', 'buyer', 'payer'],
};

/** The people of one customer: a decider always, then by size; consent is asked per channel and often refused for SMS. */
export function demoContacts(random: Random, { customer }: Profile): DemoContact[] {
  const roles = ROLES[customer.size];
  const count = Math.max(2, roles.length - random.integer(0, 2));
  const names = differentNames(random, count);
  return roles.slice(0, count).map((role, index) => {
    const preferredChannel: Channel = random.weighted([
      ['wecom', 5],
      ['phone', 4],
      ['email', 1],
    ]);
    return {
      key: `${customer.key}-${index + 1}`,
      customerKey: customer.key,
      name: names[index],
      title: random.pick(POSTS[role]),
      role,
      phone: phoneNumber(random),
      email: `${role}${index + 1}@${customer.key.toLowerCase()}.example`,
      preferredChannel,
      consent: consentOf(random, preferredChannel),
    };
  });
}

/** Contacts of one customer are known again by their names. */
function differentNames(random: Random, count: number): string[] {
  const names = new Set<string>();
  while (names.size < count) names.add(personName(random));
  return [...names];
}

function consentOf(random: Random, preferred: Channel): Record<Channel, boolean> {
  return {
    phone: preferred === 'phone' || random.chance(0.92),
    wecom: preferred === 'wecom' || random.chance(0.75),
    email: preferred === 'email' || random.chance(0.5),
    sms: random.chance(0.35),
  };
}
