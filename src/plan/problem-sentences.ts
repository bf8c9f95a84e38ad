interface Sentences {
  readonly zh: string;
  readonly en: string;
}

/** What can be wrong with a plan. The nearest valid word is added by `problemAt`. */
export const problemSentences = {
  yaml: { zh: '文件格式不正确：{reason}。', en: 'The file is not well formed: {reason}.' },
  too_large: {
    zh: '文件有 {size} 个字符，上限是 {limit}。',
    en: 'The file has {size} characters, the limit is {limit}.',
  },
  alias: {
    zh: '方案里不能用 YAML 的锚点和别名，请写出完整内容。',
    en: 'Anchors and aliases are not allowed in a plan; write it out.',
  },
  not_a_map: { zh: '这里应该是“键: 值”的列表。', en: 'Expected “key: value” pairs here.' },
  not_a_list: { zh: '这里应该是一个列表（每项以“-”开头）。', en: 'Expected a list here, each item after “-”.' },
  unknown_key: { zh: '不认识“{word}”。', en: 'Unknown key “{word}”.' },
  duplicate_key: { zh: '“{word}”写了两次。', en: '“{word}” is written twice.' },
  missing_key: { zh: '缺少“{word}”。', en: '“{word}” is missing.' },
  not_text: { zh: '“{word}”应该是文字。', en: '“{word}” must be text.' },
  empty_text: { zh: '“{word}”不能为空。', en: '“{word}” must not be empty.' },
  not_a_number: { zh: '“{word}”应该是数字。', en: '“{word}” must be a number.' },
  not_a_flag: { zh: '“{word}”应该是 true 或 false。', en: '“{word}” must be true or false.' },
  out_of_range: { zh: '“{word}”应在 {min} 到 {max} 之间。', en: '“{word}” must be between {min} and {max}.' },
  not_a_choice: { zh: '“{word}”不在可选范围：{choices}。', en: '“{word}” is not one of: {choices}.' },
  bad_key: {
    zh: '“{word}”只能用小写字母、数字和下划线，并以字母开头。',
    en: '“{word}” may hold lower-case letters, digits and “_”, and begins with a letter.',
  },
  bad_days: { zh: '“{word}”应写成天数，如 3d。', en: '“{word}” must be days, such as 3d.' },
  bad_limit: {
    zh: '时限“{word}”应写成 1 working_days、4 working_hours 或 24 elapsed_hours。',
    en: 'Limit “{word}” must be like 1 working_days, 4 working_hours or 24 elapsed_hours.',
  },
  bad_zone: {
    zh: '不认识时区“{word}”，请写成 Asia/Shanghai 这样的名字。',
    en: 'Unknown time zone “{word}”; write a name such as Asia/Shanghai.',
  },
  bad_currency: {
    zh: '不认识货币“{word}”，请写三个字母的代码，如 CNY。',
    en: 'Unknown currency “{word}”; write a three-letter code such as CNY.',
  },
  bad_borders: {
    zh: '“{word}”应是四个由小到大的数字，如 [30, 60, 120, 240]。',
    en: '“{word}” must be four ascending numbers, such as [30, 60, 120, 240].',
  },
  unknown_setting: { zh: '设置里没有“{word}”。', en: 'There is no setting “{word}”.' },
  cycle: {
    zh: '互相等待，无法计算：{path}。请去掉其中一处引用。',
    en: 'These wait for each other: {path}. Remove one of the references.',
  },
  too_many: { zh: '“{word}”太多：{count} 个，上限 {limit}。', en: 'Too many “{word}”: {count}, the limit is {limit}.' },
  taken_key: { zh: '“{word}”已经用过，请换一个键。', en: '“{word}” is used already; choose another key.' },
  taken_word: {
    zh: '“{word}”是语言里已有的词，请换一个名字。',
    en: '“{word}” is a word of the language; choose another name.',
  },
  segment_circle: {
    zh: '客群“{word}”绕了一圈引用到自己，请去掉其中一处引用。',
    en: 'Segment “{word}” leads back to itself; remove one of the references.',
  },
  weights: {
    zh: '指标权重合计应为 100，现在是 {sum}。',
    en: 'The weights of the indicators must sum to 100, they sum to {sum}.',
  },
  good_is_bad: { zh: 'good 和 bad 不能相同。', en: '“good” and “bad” must differ.' },
  bands: { zh: 'green 必须大于 yellow。', en: '“green” must be above “yellow”.' },
  last_tier: {
    zh: '最后一个等级的条件应为 "true"，否则有客户没有等级。',
    en: 'The last tier must be for everybody else: when: "true".',
  },
  dead_class: {
    zh: '“{word}”永远轮不到：它的客户都已先归入“{other}”。请调整顺序或条件。',
    en: '“{word}” can never apply: “{other}” above it takes all its customers. Change the order or the condition.',
  },
  dead_rule: {
    zh: '这个条件永远不会成立，请检查其中的数字。',
    en: 'This condition can never be true; look at its numbers.',
  },
  certain_warning: {
    zh: '预警“{word}”对所有客户一直成立，请写明触发条件。',
    en: 'Warning “{word}” is true for every customer at all times; say when it is to be raised.',
  },
  clears_at_once: {
    zh: '预警“{word}”触发时解除条件也已成立，会反复触发。请让解除条件比触发条件更严。',
    en: 'Warning “{word}” is cleared by the very state that raises it; make the clear condition stricter.',
  },
  cap_above_band: {
    zh: '封顶 {max} 不低于绿线 {green}，不会改变颜色。请写小于 {green} 的数。',
    en: 'A cap at {max} is not below green ({green}), so it changes no colour. Write a number below {green}.',
  },
  margin: {
    zh: '回升余量太大：黄线加余量不能超过绿线。',
    en: 'The return margin is too large: yellow and the margin together must not exceed green.',
  },
  coverage: {
    zh: 'provisional_weight_min 不能大于 known_weight_min。',
    en: '“provisional_weight_min” must not be above “known_weight_min”.',
  },
  rule_tag: {
    zh: '标签规则不能读取由规则打上的标签“{word}”，否则会反复变化。',
    en: 'A tag rule cannot read “{word}”, a tag that a rule sets: it would flicker.',
  },
  unused_input: {
    zh: '中间值“{word}”没有被用到，请删除或写进 value、says。',
    en: 'The input “{word}” is used nowhere; remove it or use it in “value” or “says”.',
  },
  option_type: {
    zh: '“{word}”的可选值应与 value 同为数字或文字。',
    en: 'The options of “{word}” must be numbers or texts as its value is.',
  },
  expression_syntax: { zh: '表达式写法不对：{reason}。', en: 'The expression is malformed: {reason}.' },
  expression_long: { zh: '表达式太长或太深，请拆开写。', en: 'The expression is too long or too deep; split it.' },
  expression_type: {
    zh: '这里需要{wantedZh}，表达式给出的是{givenZh}。',
    en: 'Expected {wantedEn} here, the expression gives {givenEn}.',
  },
  operand_type: { zh: '运算两边的类型不合：{reason}。', en: 'The operands do not go together: {reason}.' },
  unknown_word: { zh: '没有“{word}”这个词。', en: 'There is no word “{word}”.' },
  unknown_name: {
    zh: '没有“{word}”这个名字；文字请加单引号。',
    en: 'There is no name “{word}”; text goes in single quotes.',
  },
  argument_count: {
    zh: '“{word}”需要 {wanted} 个参数，这里有 {given} 个。',
    en: '“{word}” takes {wanted} arguments, {given} are given.',
  },
  argument_type: {
    zh: '“{word}”的第 {position} 个参数应为{wanted}。',
    en: 'Argument {position} of “{word}” must be {wanted}.',
  },
  unknown_kind: { zh: '没有“{word}”这类事实。', en: 'There is no kind of fact “{word}”.' },
  unknown_filter: {
    zh: '这类事实不能按“{word}”筛选。可用：{choices}。',
    en: 'Facts of this kind have no filter “{word}”. There are: {choices}.',
  },
  no_score: { zh: '“{word}”这类事实没有分值。', en: 'Facts of kind “{word}” have no score.' },
  no_amount: { zh: '“{word}”这类事实没有金额或数量。', en: 'Facts of kind “{word}” have no amount.' },
  bad_window: {
    zh: '窗口“{word}”应写成 90d、12w、24m 或 2y，最长十年。',
    en: 'Window “{word}” must be like 90d, 12w, 24m or 2y, ten years at most.',
  },
  window_limits: {
    zh: '自身窗口的上下限应写成天数，且下限不大于上限。',
    en: 'The limits of an own window must be days, the first not above the second.',
  },
  window_length: {
    zh: '“{word}”自有时间位置；这里要一个长度，如 90d、own(…) 或 whole_months(…)。',
    en: '“{word}” has a place in time of its own; a length is wanted here: 90d, own(…) or whole_months(…).',
  },
  window_between: {
    zh: '两个时点应同用天或同用月，远的在前。',
    en: 'The two days must both be in days or both in months, the farther one first.',
  },
  not_whole: { zh: '“{word}”应是 {min} 到 {max} 的整数。', en: '“{word}” must be a whole number from {min} to {max}.' },
  not_ranked: {
    zh: '“{word}”在判定中才得出，不能拿来排名；排名只能用事实和资料。',
    en: '“{word}” is found while a customer is judged and cannot be ranked; rank facts and attributes only.',
  },
  unknown_badge: { zh: '没有“{word}”这个徽章。', en: 'There is no badge “{word}”.' },
  unknown_scheme: { zh: '没有“{word}”这个等级体系。', en: 'There is no scheme “{word}”.' },
  unknown_class: { zh: '这个体系没有“{word}”这个类别。', en: 'This scheme has no class “{word}”.' },
  unknown_indicator: { zh: '没有“{word}”这个指标。', en: 'There is no indicator “{word}”.' },
  unknown_warning: { zh: '没有“{word}”这个预警。', en: 'There is no warning “{word}”.' },
  unknown_segment: { zh: '没有“{word}”这个客群，或它写在后面。', en: 'There is no segment “{word}” above this one.' },
  not_here: { zh: '“{word}”不能用在这里。', en: '“{word}” cannot be used here.' },
  not_supported: { zh: '这里不支持“{word}”。', en: '“{word}” is not supported here.' },
  no_matches: {
    zh: '不能用 matches：它可能运行很久。',
    en: 'matches is not allowed: it may run for a very long time.',
  },
  says_hole: {
    zh: '句子里的“{word}”不是本指标的输入。',
    en: '“{word}” in the sentence is not an input of this indicator.',
  },
} as const satisfies Record<string, Sentences>;
