import type { Catalogue } from './message.ts';

/** Signing in, permissions, sessions, and requests that http/ refuses before anybody reads them. */
export const accessMessages = {
  not_signed_in: {
    kind: 'unauthenticated',
    zh: '您还没有登录，或登录已过期。请重新登录。',
    en: 'You are not signed in, or your session has ended. Sign in again.',
  },
  sign_in_failed: {
    kind: 'unauthenticated',
    zh: '邮箱或密码不正确。请检查大小写后再试；忘记密码请找管理员重设。',
    en: 'The e-mail address or the password is not right. Check upper and lower case; an administrator can set a new password.',
  },
  sign_in_delayed: {
    kind: 'too_many',
    zh: '这个账号登录失败次数太多，请在 {seconds} 秒后再试。',
    en: 'Too many failed attempts for this account. Try again in {seconds} seconds.',
  },
  permission_missing: {
    kind: 'forbidden',
    zh: '您的角色没有这项权限。如果工作需要，请联系管理员。',
    en: 'Your role does not allow this. Ask an administrator if your work needs it.',
  },
  customer_not_found: {
    kind: 'not_found',
    zh: '找不到这位客户，或不在您的负责范围内。请回到客户列表重新选择。',
    en: 'No such customer, or not one of yours. Go back to the list of customers and choose again.',
  },
  origin_refused: {
    kind: 'forbidden',
    zh: '这个请求来自别的网站，已拒绝。请在本系统的页面里操作。',
    en: 'This request came from another site and was refused. Use the pages of this system.',
  },
  route_unknown: {
    kind: 'not_found',
    zh: '没有这个地址：{method} {path}。请对照接口文档检查。',
    en: 'No such address: {method} {path}. Check it against the API documentation.',
  },
  request_malformed: {
    kind: 'invalid',
    zh: '请求的内容读不懂。请发送格式正确的 JSON。',
    en: 'The request could not be read. Send well-formed JSON.',
  },
  text_broken: {
    kind: 'invalid',
    zh: '{field} 里有残缺或看不见的字符（空字符 U+0000 或半个字符），无法保存。请删除后再试。',
    en: '{field} contains a broken or invisible character (NUL, or half a character), which cannot be kept. Remove it and try again.',
  },
  year_out_of_range: {
    kind: 'invalid',
    zh: '{field} 的年份应在 {min} 到 {max} 之间。请检查日期。',
    en: 'The year of {field} must lie between {min} and {max}. Check the date.',
  },
  media_type_unsupported: {
    kind: 'invalid',
    zh: '不接受这种内容类型。数据请用 application/json，文件请用 application/octet-stream。',
    en: 'This content type is not accepted. Send data as application/json, files as application/octet-stream.',
  },
  answer_too_slow: {
    kind: 'unavailable',
    zh: '这个请求超过了 {seconds} 秒，已停止等待。请缩小范围后再试。',
    en: 'This took longer than {seconds} seconds and was given up. Narrow it down and try again.',
  },
  database_unreachable: {
    kind: 'unavailable',
    zh: '暂时连不上数据库。请稍后再试；如果一直这样，请联系管理员。',
    en: 'The database cannot be reached at the moment. Try again shortly; tell an administrator if it lasts.',
  },
  web_not_built: {
    kind: 'unavailable',
    zh: '网页还没有构建。请运行 npm start。',
    en: 'The web pages are not built yet. Run npm start.',
  },
  member_email_taken: {
    kind: 'conflict',
    zh: '邮箱 {email} 已属于另一位成员。请换一个邮箱，或修改那位成员。',
    en: 'The address {email} already belongs to another member. Use another one, or change that member.',
  },
  member_unknown: {
    kind: 'not_found',
    zh: '找不到这位成员。请在团队页面查看成员名单。',
    en: 'No such member. See the list of members on the team page.',
  },
  role_unknown: {
    kind: 'invalid',
    zh: '没有角色“{role}”。可选：{roles}。',
    en: 'There is no role “{role}”. Choose one of: {roles}.',
  },
  team_unknown: {
    kind: 'not_found',
    zh: '找不到这个团队。请在团队页面查看名单。',
    en: 'No such team. See the list on the team page.',
  },
  team_name_taken: {
    kind: 'conflict',
    zh: '已经有名为“{name}”的团队。请换一个名字。',
    en: 'There is already a team named “{name}”. Choose another name.',
  },
  email_malformed: {
    kind: 'invalid',
    zh: '“{email}”不是邮箱地址。请写成 name@example.com。',
    en: '“{email}” is not an e-mail address. Write it as name@example.com.',
  },
  password_wrong: {
    kind: 'invalid',
    zh: '当前密码不正确。请重新输入。',
    en: 'The current password is not right. Type it again.',
  },
  password_unfit: {
    kind: 'invalid',
    zh: '新密码应有 {min} 到 {max} 个字符。请换一个。',
    en: 'A new password has {min} to {max} characters. Choose another one.',
  },
} as const satisfies Catalogue;
