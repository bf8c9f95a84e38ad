import { createApp } from '../app.ts';
import { createLog } from '../http/log.ts';
import { AppError } from '../kernel/errors.ts';
import type { Command } from './command.ts';
import { dataOptions, parseOptions, wholeNumber } from './options.ts';
import { openSession } from './session.ts';
import { askedToEnd, choosePort, SITE } from './start.ts';

/** The web and the API alone: as many as needed beside one database. */
export const api: Command = {
  name: 'api',
  usage: 'api [--port N] [--data DIR]',
  does: 'serves web and API only; jobs are for `worker`',
  run: async (call) => {
    const { values } = parseOptions(call.args, { ...dataOptions, port: { type: 'string' } });
    const wanted = wholeNumber('port', values.port, 1, 65_535) ?? call.config.port;
    const end = askedToEnd();
    const session = await openSession(call, { data: values.data, role: 'client', migrates: false });
    const { config } = call;
    try {
      const app = await createApp({ ...session, config, staticFolder: SITE, log: createLog(config.logLevel) });
      const port = await choosePort(config.host, wanted);
      await app.api.listen({ host: config.host, port });
      call.print(`ready http://${config.host}:${port}`);
      await end;
      await app.close();
    } finally {
      await session.close();
    }
    return 0;
  },
};

/** The jobs alone. */
export const worker: Command = {
  name: 'worker',
  usage: 'worker [--data DIR]',
  does: 'works off jobs only',
  run: async (call) => {
    const { values } = parseOptions(call.args, dataOptions);
    const end = askedToEnd();
    const session = await openSession(call, { data: values.data, role: 'client', migrates: false });
    try {
      const app = await createApp({
        ...session,
        config: call.config,
        staticFolder: null,
        log: createLog(call.config.logLevel),
      });
      await app.jobs.start();
      call.print('ready');
      await end;
      await app.close();
    } finally {
      await session.close();
    }
    return 0;
  },
};

/** Brings the database's schema up to this program. */
export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate [--data DIR]',
  does: "brings the database up to this program's version",
  run: async (call) => {
    const { values } = parseOptions(call.args, dataOptions);
    const session = await openSession(call, { data: values.data, role: 'client', migrates: true });
    await session.close();
    call.print('The database is up to date.');
    return 0;
  },
};

/** Says what is wrong with an installation and what to do about it. */
export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor [--data DIR]',
  does: 'says what is wrong and what to do',
  run: async (call) => {
    const { values } = parseOptions(call.args, dataOptions);
    call.print(`Node.js ${process.version} on ${process.platform}-${process.arch}`);
    try {
      const session = await openSession(call, { data: values.data, role: 'client', migrates: true });
      const { rows } = await session.database.pool.query<{ version: string }>('select version()');
      call.print(`Database: ${rows[0]?.version ?? 'unknown'}`);
      call.print('Nothing is wrong.');
      await session.close();
      return 0;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      call.print(error.message);
      return 3;
    }
  },
};
