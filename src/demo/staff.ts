import type { DemoMember, DemoTeam, Role } from './types.ts';

export const TEAMS: DemoTeam[] = [
  { key: 'south', name: '华东华南组' },
  { key: 'north', name: '北方与中西部组' },
  { key: 'service', name: '客户服务组' },
  { key: 'product', name: '产品技术部' },
  { key: 'supply', name: '供应链部' },
];

const STAFF: readonly (readonly [string, string, Role, string, string | null])[] = [
  ['administrator', '方砚秋', 'administrator', '系统管理员', null],
  ['retention', '宋知微', 'retention_lead', '客户成功总监', null],
  ['executive', '陆承远', 'executive', '总经理', null],
  ['viewer', '钱慧', 'viewer', '财务经理', null],
  ['manager-1', '沈若溪', 'account_manager', '客户经理', 'south'],
  ['manager-2', '许嘉树', 'account_manager', '客户经理', 'south'],
  ['manager-3', '江一帆', 'account_manager', '高级客户经理', 'south'],
  ['manager-4', '顾晚晴', 'account_manager', '客户经理', 'south'],
  ['manager-5', '秦岳', 'account_manager', '客户经理', 'north'],
  ['manager-6', '白露', 'account_manager', '客户经理', 'north'],
  ['agent-1', '罗小满', 'service_agent', '客服专员', 'service'],
  ['agent-2', '孟晓', 'service_agent', '客服专员', 'service'],
  ['assistant-1', '田小禾', 'assistant', '销售内勤', 'south'],
  ['credit-1', '章若谷', 'credit_controller', '信用控制主管', null],
  ['technical-1', '温启明', 'service_agent', '产品技术工程师', 'product'],
  ['supply-1', '卢景珩', 'service_agent', '供应链计划主管', 'supply'],
];

/**
 * The company's people: one of each role at least, six account managers in two teams, two service agents, and one
 * person of each department that needs are handed to.
 */
export const MEMBERS: DemoMember[] = STAFF.map(([key, name, role, title, teamKey]) => ({
  key,
  name,
  email: `${key}@hengchuan.example`,
  role,
  title,
  teamKey,
}));

export const MANAGERS_SOUTH = ['manager-1', 'manager-2', 'manager-3', 'manager-4'];
export const MANAGERS_NORTH = ['manager-5', 'manager-6'];
export const AGENTS = ['agent-1', 'agent-2'];
