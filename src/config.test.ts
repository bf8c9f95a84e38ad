import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { isAppError } from './kernel/errors.ts';

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
    return 'none';
  } catch (error) {
    if (!isAppError(error, 'configuration_invalid')) throw error;
    return String(error.params.problems);
  }
}

describe('the configuration', () => {
  test('needs nothing set', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: null,
      dataFolder: expect.stringMatching(/\.changke$/),
      host: '127.0.0.1',
      port: null,
      publicUrl: null,
      trustedProxies: [],
      logLevel: 'warn',
    });
  });

  test('takes what is set, and an empty variable as not set', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://app@db:5432/changke',
      CHANGKE_PORT: '9000',
      CHANGKE_PUBLIC_URL: 'https://care.example.com/',
      CHANGKE_TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16,fd00::/8',
      CHANGKE_LOG_LEVEL: '',
    });
    expect(config).toMatchObject({
      databaseUrl: 'postgres://app@db:5432/changke',
      port: 9000,
      publicUrl: 'https://care.example.com',
      trustedProxies: ['10.0.0.1', '10.1.0.0/16', 'fd00::/8'],
      logLevel: 'warn',
    });
  });

  test('names every mistake at once with what is allowed', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://db',
      CHANGKE_PORT: '80200',
      CHANGKE_LOG_LEVEL: 'loud',
      CHANGKE_TRUSTED_PROXIES: '10.0.0.1/99',
      CHANGKE_PROT: '8020',
      HOME: '/root',
    });
    expect(problems.split('; ')).toHaveLength(6);
    expect(problems).toContain('DATABASE_URL must be an address like postgres://');
    expect(problems).toContain('CHANGKE_PORT must be a whole number from 1 to 65535');
    expect(problems).toContain('CHANGKE_LOG_LEVEL must be one of silent, error, warn, info, debug');
    expect(problems).toContain('CHANGKE_TRUSTED_PROXIES must be addresses or networks');
    expect(problems).toContain('CHANGKE_PROT does not exist; there are DATABASE_URL, CHANGKE_DATA');
  });
});
