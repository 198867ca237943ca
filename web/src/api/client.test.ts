import { expect, it, vi } from 'vitest';
import { decimal } from '../decimals/decimal';
import { answer, createApi } from './client';
import { Problem } from './problem';

vi.stubGlobal('location', { origin: 'http://ledger.example' });

const PAGE = '{"items":[],"page":1,"page_size":25,"total":2,"total_emissions_kg_co2e":123456789012.123456}';

function answering(body: string, status = 200, headers: Record<string, string> = {}) {
  const sent: Request[] = [];
  const api = createApi(async (request) => {
    sent.push(request);
    return new Response(body, { status, headers });
  });
  return { api, sent };
}

it.each<[Record<string, string>]>([[{}], [{ 'Content-Length': String(PAGE.length) }]])(
  'reads decimals exactly, headers %j',
  async (headers) => {
    const { api } = answering(PAGE, 200, headers);
    const page = await answer(api.GET('/api/v1/usages'));
    expect(page.total).toBe(2);
    expect(page.total_emissions_kg_co2e).toEqual(decimal('123456789012.123456'));
  },
);

it('sends decimals exactly, in the body and in the query', async () => {
  const { api, sent } = answering(PAGE);
  const amount = decimal('123456789012.123456');
  await api.PATCH('/api/v1/usages/{usage_id}', { params: { path: { usage_id: 7 } }, body: { amount } });
  await api.GET('/api/v1/usages', {
    params: { query: { amount_min: decimal('0.000001'), usage_type_id: [100, 101] } },
  });
  expect(await sent[0]?.text()).toBe('{"amount":123456789012.123456}');
  expect(sent[1]?.url).toBe(
    'http://ledger.example/api/v1/usages?amount_min=0.000001&usage_type_id=100&usage_type_id=101',
  );
});

it('throws what the service refuses', async () => {
  const details = '{"type":"urn:x","title":"Not found","status":404,"detail":"There is no such usage."}';
  const { api } = answering(details, 404, { 'Content-Type': 'application/problem+json' });
  const call = answer(api.GET('/api/v1/usages/{usage_id}', { params: { path: { usage_id: 7 } } }));
  await expect(call).rejects.toEqual(new Problem(404, 'Not found', 'There is no such usage.'));
});
