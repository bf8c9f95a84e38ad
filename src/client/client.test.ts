import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressOf, call, Refusal, UNREACHABLE } from './client.ts';

afterEach(() => vi.unstubAllGlobals());

describe('addressOf', () => {
  it('fills the path, encodes, and leaves out what is not set', () => {
    const params = { publicId: 'a/b' };
    expect(addressOf('/customers/:publicId', { params })).toBe('/customers/a%2Fb');
    expect(addressOf('/customers', { query: { tier: 'key', query: '杭州', stage: undefined, region: '' } })).toBe(
      '/customers?tier=key&query=%E6%9D%AD%E5%B7%9E',
    );
  });
});

describe('call', () => {
  it('says what the server said, with its code and number', async () => {
    const problem = { code: 'sign_in_failed', title: 'x', detail: '邮箱或密码不对。', requestId: '7F2A' };
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(problem), { status: 401 }));
    const failure = await call('GET /api/session').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Refusal);
    expect(failure).toMatchObject({
      status: 401,
      code: 'sign_in_failed',
      message: '邮箱或密码不对。',
      requestId: '7F2A',
    });
  });

  it('tells a server that does not answer from one that refuses', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('network');
    });
    await expect(call('GET /api/session')).rejects.toMatchObject({ status: 0, code: UNREACHABLE });
  });

  it('keeps its words when an answer is no problem document', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
    await expect(call('GET /api/session')).rejects.toMatchObject({ status: 502, message: 'Bad Gateway' });
  });

  it('answers null where there is nothing to answer', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
    expect(await call('DELETE /api/session')).toBeNull();
  });
});
