import type { Catalogue } from './message.ts';

/** Files, columns and rows that come in. The sentence of a row's reason stands beside its file, line and column. */
export const importMessages = {
  import_kind_unknown: {
    kind: 'invalid',
    zh: '“{kind}”不是可导入的数据种类，可选：{allowed}。',
    en: '"{kind}" is not a kind of data that can be imported. Choose one of: {allowed}.',
  },
  import_not_found: {
    kind: 'not_found',
    zh: '没有找到这次导入，请从导入记录中重新打开。',
    en: 'There is no such import. Open it again from the list of imports.',
  },
  import_folder_unknown: {
    kind: 'not_found',
    zh: '没有名为“{name}”的自动导入文件夹。',
    en: 'There is no import folder called “{name}”.',
  },
  import_folder_outside: {
    kind: 'invalid',
    zh: '文件夹“{folder}”不在允许的目录之内。请填写允许目录下的相对路径，不要用“..”或绝对路径。',
    en: 'The folder “{folder}” lies outside the allowed one. Write a path relative to the allowed folder, without “..” and not an absolute one.',
  },
  import_folder_none: {
    kind: 'conflict',
    zh: '服务器没有设置允许的目录。请让管理员设置 CHANGKE_IMPORT_FOLDER 后重启。',
    en: 'The server allows no folder. Ask the administrator to set CHANGKE_IMPORT_FOLDER and to start again.',
  },
  import_folder_missing: {
    kind: 'conflict',
    zh: '找不到或无法读取文件夹“{folder}”。请检查它是否存在、服务器能否读取。',
    en: 'The folder “{folder}” is missing or cannot be read. Check that it exists and that the server may read it.',
  },
  return_not_ours: {
    kind: 'invalid',
    zh: '“{file}”不是从这里导出的列表（缺少隐藏的识别列）。请用“导出”得到的 Excel 修改后再回传，其他文件请按普通导入处理。',
    en: '“{file}” is no list that was exported here: its hidden columns are missing. Change an Excel file that “Export” made, or import this one as an ordinary file.',
  },
  return_too_long: {
    kind: 'invalid',
    zh: '一次最多回传 {limit} 行，请分成几份。',
    en: 'At most {limit} rows come back at a time. Send them in parts.',
  },
  import_undone: {
    kind: 'conflict',
    zh: '这次导入已经撤销过了。',
    en: 'This import has been taken back already.',
  },
  import_not_undoable: {
    kind: 'conflict',
    zh: '只有已完成的正式导入才能撤销；试算、未完成或被拒绝的导入没有改动任何数据。',
    en: 'Only an import that has finished can be taken back; a dry run or a refused one changed nothing.',
  },
  return_not_undoable: {
    kind: 'conflict',
    zh: '从 Excel 收回的名单是一格一格改的，不能整批撤销。请把改之前导出的那份再收回一次，勾选要改回的格，或在客户页改回。',
    en: 'A list that came back from Excel changed single cells and cannot be taken back whole. Bring back the file as it was exported before and choose the cells to restore, or change them on the customer’s page.',
  },
  import_running: {
    kind: 'conflict',
    zh: '另一个导入正在进行，请等它结束后再试。',
    en: 'Another import is running. Wait until it has finished, then try again.',
  },
  import_started: {
    kind: 'conflict',
    zh: '这次导入已经开始，设置不能再改。要换设置，请重新上传文件。',
    en: 'This import has started and its settings are fixed. To change them, upload the file again.',
  },
  import_no_files: {
    kind: 'invalid',
    zh: '没有要导入的文件，请至少选择一个 CSV 或 Excel 文件。',
    en: 'There is no file to import. Choose at least one CSV or Excel file.',
  },
  import_files_too_many: {
    kind: 'too_many',
    zh: '一次导入最多 {limit} 个文件，请分几次导入。',
    en: 'One import takes at most {limit} files. Split it.',
  },
  import_interrupted: {
    kind: 'conflict',
    zh: '这次导入中途被打断。用同样的文件再导入一次，会从断点接着做。',
    en: 'This import was cut off. Import the same files once more; it goes on from where it stopped.',
  },
  import_continued: {
    kind: 'conflict',
    zh: '这次导入中断后，已由同一文件的下一次导入接着完成。',
    en: 'This import was cut off; the next import of the same files went on from there.',
  },
  import_no_problems: {
    kind: 'not_found',
    zh: '这次导入没有需要改正的行。',
    en: 'This import has no rows to correct.',
  },
  import_file_missing: {
    kind: 'not_found',
    zh: '读不到文件 {file}，请检查路径和读取权限。',
    en: 'The file {file} cannot be read. Check its path and the right to read it.',
  },
  import_file_empty: {
    kind: 'invalid',
    zh: '文件 {file} 是空的，没有表头也没有数据行。',
    en: 'The file {file} is empty: it has neither headings nor rows.',
  },
  import_file_too_large: {
    kind: 'too_large',
    zh: '文件 {file} 超过 {limit} MB，请拆成几个较小的文件再导入。',
    en: 'The file {file} is larger than {limit} MB. Split it into smaller files and import those.',
  },
  import_file_binary: {
    kind: 'invalid',
    zh: '文件 {file} 不是文本表格（内容像 {looksLike}），请导出为 CSV 或 .xlsx 后再导入。',
    en: 'The file {file} is not a text table (its content looks like {looksLike}). Export it as CSV or .xlsx and import that.',
  },
  import_encoding_unknown: {
    kind: 'invalid',
    zh: '无法确定文件 {file} 的文字编码，可能是：{candidates}。请在预览中选择，或在映射文件里写 encoding。',
    en: 'The encoding of {file} cannot be told for certain; it may be: {candidates}. Choose it in the preview, or write encoding in the map file.',
  },
  import_encoding_wrong: {
    kind: 'invalid',
    zh: '文件 {file} 不是 {encoding} 编码，请换一种编码，或去掉这项设置让系统判断。',
    en: 'The file {file} is not in the encoding {encoding}. Choose another, or leave it out and let it be found.',
  },
  import_workbook_old: {
    kind: 'invalid',
    zh: '文件 {file} 是旧版 .xls 或带密码的工作簿，请在 Excel 中去掉密码并另存为 .xlsx 后再导入。',
    en: 'The file {file} is an old .xls or a workbook with a password. In Excel, remove the password, save it as .xlsx and import that.',
  },
  import_workbook_broken: {
    kind: 'invalid',
    zh: '工作簿 {file} 不完整或已损坏，请重新导出或重新下载后再导入。',
    en: 'The workbook {file} is incomplete or damaged. Export or download it again, then import it.',
  },
  import_workbook_too_large: {
    kind: 'too_large',
    zh: '工作簿 {file} 解压后超过 {limit} MB，未读取。请只保留需要的工作表和行，或另存为 CSV。',
    en: 'The workbook {file} unpacks to more than {limit} MB and was not read. Keep only the sheet and rows you need, or save it as CSV.',
  },
  import_workbook_ratio: {
    kind: 'too_large',
    zh: '工作簿 {file} 的压缩比超过 {limit} 倍，不像正常表格，未读取。请在 Excel 中另存为新的 .xlsx 或 CSV。',
    en: 'The workbook {file} is packed more than {limit} times, which no ordinary table is, and was not read. Save it anew as .xlsx or CSV.',
  },
  import_sheet_missing: {
    kind: 'invalid',
    zh: '工作簿 {file} 里没有工作表“{sheet}”，现有：{allowed}。',
    en: 'The workbook {file} has no sheet "{sheet}". It has: {allowed}.',
  },
  import_rows_too_many: {
    kind: 'too_large',
    zh: '一次最多导入 {limit} 行，请拆成几次导入。',
    en: 'At most {limit} rows can be imported at once. Split the import.',
  },
  import_header_missing: {
    kind: 'invalid',
    zh: '文件 {file} 的前 {rows} 行里没有找到表头。请确认有一行是列名，或在映射中写明 header_row。',
    en: 'No headings were found in the first {rows} rows of {file}. Make sure that one row names the columns, or give header_row in the map.',
  },
  import_columns_missing: {
    kind: 'invalid',
    zh: '文件 {file} 缺少必需的列：{fields}。请在映射中指定它们对应的列名。',
    en: 'The file {file} lacks required columns: {fields}. Say in the mapping which headings they have.',
  },
  import_columns_absent: {
    kind: 'invalid',
    zh: '文件 {file} 没有映射中写的列：{columns}。文件里有：{found}。',
    en: 'The file {file} does not have these columns of the map: {columns}. It has: {found}.',
  },
  import_map_malformed: {
    kind: 'invalid',
    zh: '映射文件第 {line} 行第 {column} 列有误：{text}。',
    en: 'The map has a mistake in line {line}, column {column}: {text}.',
  },
  import_map_of_other_kind: {
    kind: 'invalid',
    zh: '这个映射用于“{found}”，不能用来导入“{kind}”。',
    en: 'This map is for {found} and cannot be used to import {kind}.',
  },
  import_map_unknown: {
    kind: 'not_found',
    zh: '没有名为“{name}”的映射，请从列表中选择。',
    en: 'There is no map named "{name}". Choose one from the list.',
  },
  import_map_used: {
    kind: 'conflict',
    zh: '文件夹“{folder}”每天用映射“{name}”读文件，请先给它换一个映射。',
    en: 'The folder "{folder}" is read with the map "{name}" every day. Give the folder another map first.',
  },
  import_currency_needed: {
    kind: 'invalid',
    zh: '还没有启用维护方案，不知道金额的币种。请在映射中写 currency，例如 CNY。',
    en: 'No plan is active yet, so the currency of the amounts is not known. Write currency in the map, for example CNY.',
  },
  import_currency_differs: {
    kind: 'conflict',
    zh: '文件金额的币种是 {currency}，而账本币种是 {book}。请先换算成 {book} 再导入。',
    en: 'The amounts of the file are in {currency}, the books are kept in {book}. Convert them to {book} first.',
  },
  import_zone_needed: {
    kind: 'invalid',
    zh: '还没有启用维护方案，不知道文件里的时间属于哪个时区。请在映射中写 timezone，例如 Asia/Shanghai。',
    en: 'No plan is active yet, so the time zone of the file is not known. Write timezone in the map, for example Asia/Shanghai.',
  },
  no_customer: {
    kind: 'invalid',
    zh: '这一行没有客户编号，已跳过。补上客户编号后可以再次导入。',
    en: 'The row names no customer and was skipped. Fill in the customer ID and load it again.',
  },
  no_customer_cancelled: {
    kind: 'invalid',
    zh: '因没有客户编号而跳过的行里，这些是已取消订单的行。',
    en: 'Of the rows skipped because they name no customer, these belong to cancelled orders.',
  },
  no_customer_return: {
    kind: 'invalid',
    zh: '因没有客户编号而跳过的行里，这些的数量或金额为负，但不是取消的订单。',
    en: 'Of the rows skipped because they name no customer, these have a negative quantity or amount without a cancelled order.',
  },
  line_is_return: {
    kind: 'invalid',
    zh: '这一行是取消或退货，已记为退货。',
    en: 'The line is a cancellation or a return and was recorded as a return.',
  },
  bad_debt: {
    kind: 'invalid',
    zh: '单号表明这是坏账调整而不是订单，请与财务核对。',
    en: 'The number marks an adjustment of a bad debt, not an order. Check it with finance.',
  },
  bad_debt_skipped: {
    kind: 'invalid',
    zh: '这一行是坏账调整而不是订单，已跳过。',
    en: 'The row adjusts a bad debt and is no order; it was skipped.',
  },
  price_not_positive: {
    kind: 'invalid',
    zh: '单价为零或负数。零价可能是赠品，请核对。',
    en: 'The price is zero or negative. A price of zero may be a gift; please check.',
  },
  line_is_free: {
    kind: 'invalid',
    zh: '这一行是赠品，数量记下，没有写金额的按零计。',
    en: 'The line is a free item: its quantity is kept, an amount that is missing counts as zero.',
  },
  tax_contradicts: {
    kind: 'invalid',
    zh: '不含税金额、税额与价税合计对不上（差一分以上），金额按价税合计、税额按税额列记。请与财务核对。',
    en: 'Net amount and tax do not add up to the total (by more than a cent). The total and the tax of the file were kept; please check with finance.',
  },
  tax_unknown: {
    kind: 'invalid',
    zh: '文件的金额不含税，又没有税额或税率，这一行只能按不含税金额记。请补上税率列，或在映射里写常量 taxRate。',
    en: 'The amounts of the file are without tax, and neither tax nor rate is given: the line is kept without it. Add a column, or the constant taxRate in the map.',
  },
  paper_void: {
    kind: 'invalid',
    zh: '单据状态是“{text}”，没有计入。',
    en: 'The state of the paper is "{text}"; it was left out.',
  },
  report_note: {
    kind: 'invalid',
    zh: '这是报表的落款或说明，不是一条记录，已跳过。',
    en: 'This is a note at the foot of the report, not a record; it was skipped.',
  },
  total_row: {
    kind: 'invalid',
    zh: '这是合计行，不是一条记录，已跳过。',
    en: 'This is a row of totals, not a record; it was skipped.',
  },
  superseded_in_file: {
    kind: 'invalid',
    zh: '后面还有同一编号的行，以最后一行为准，这一行已跳过。',
    en: 'A later row has the same ID and counts; this one was skipped.',
  },
  customer_not_imported: {
    kind: 'invalid',
    zh: '系统里没有编号为“{text}”的客户，请先导入客户，或改正编号。',
    en: 'There is no customer with the ID "{text}". Import the customer first, or correct the ID.',
  },
  member_not_found: {
    kind: 'invalid',
    zh: '没有名为“{text}”的同事，这一格留空了。',
    en: 'There is no colleague named "{text}"; the cell was left empty.',
  },
  import_cell_required: {
    kind: 'invalid',
    zh: '这一格不能为空，请填写。',
    en: 'The cell must not be empty. Fill it in.',
  },
  import_cell_too_long: {
    kind: 'invalid',
    zh: '这一格超过 {limit} 个字符，请缩短。',
    en: 'The cell has more than {limit} characters. Shorten it.',
  },
  import_cell_unprintable: {
    kind: 'invalid',
    zh: '这一格含有不能保存的字符，请删去。',
    en: 'The cell contains a character that cannot be stored. Remove it.',
  },
  import_identifier_rounded: {
    kind: 'invalid',
    zh: '编号“{text}”已被表格软件改写，末尾数字丢失。请把该列设为文本格式后重新导出。',
    en: 'The ID "{text}" was rewritten by a spreadsheet and lost its last digits. Format the column as text and export it again.',
  },
  import_number_malformed: {
    kind: 'invalid',
    zh: '“{text}”不是数字。请填写如 1234.50、1,234.50 或 3.5万。',
    en: '"{text}" is not a number. Write it like 1234.50, 1,234.50 or 3.5万.',
  },
  import_date_malformed: {
    kind: 'invalid',
    zh: '“{text}”不是日期。请填写如 2026-01-05、2026/1/5 或 2026年1月5日。',
    en: '"{text}" is not a date. Write it like 2026-01-05, 2026/1/5 or 2026年1月5日.',
  },
  import_date_order_unknown: {
    kind: 'invalid',
    zh: '“{text}”分不清哪个是月、哪个是日。请在映射中写 dates: day_month_year 或 month_day_year。',
    en: 'In "{text}" day and month cannot be told apart. Write dates: day_month_year or month_day_year in the map.',
  },
  import_yes_no_malformed: {
    kind: 'invalid',
    zh: '“{text}”不是“是”或“否”。',
    en: '"{text}" is neither yes nor no.',
  },
  import_choice_unknown: {
    kind: 'invalid',
    zh: '“{text}”不在可选值中，可选：{allowed}。',
    en: '"{text}" is not one of the values known here: {allowed}.',
  },
  import_amount_missing: {
    kind: 'invalid',
    zh: '这一行既没有金额，也没有单价，请至少填一个。',
    en: 'The row has neither an amount nor a unit price. Fill in at least one.',
  },
  import_row_too_wide: {
    kind: 'invalid',
    zh: '这一行有 {found} 格，表头只有 {expected} 列。可能有多余的分隔符，含分隔符的文字要加双引号。',
    en: 'The row has {found} cells, the headings {expected}. A separator too many? Text with a separator needs double quotes.',
  },
  import_row_cut_off: {
    kind: 'invalid',
    zh: '文件在这一行中间结束了，这一行不完整。请重新导出文件。',
    en: 'The file ends in the middle of this row. Export the file again.',
  },
  import_quote_open: {
    kind: 'invalid',
    zh: '从这一行开始的双引号没有结束，后面的内容无法分行。请补上或删去这个双引号。',
    en: 'A double quote that opens in this row is never closed, so what follows cannot be split into rows. Close it or remove it.',
  },
  data_through_in_future: {
    kind: 'invalid',
    zh: '数据截止日 {day} 在今天（{today}）之后。请填今天或以前的日期。',
    en: 'The data-through date {day} lies after today, {today}. Give today or an earlier day.',
  },
} as const satisfies Catalogue;
