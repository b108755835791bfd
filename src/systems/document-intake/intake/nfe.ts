// An NF-e or NFC-e: is it valid in itself, and what does it say.
// The signature is not verified: that needs the chain of ICP-Brasil, and whether SEFAZ authorised it only SEFAZ can say.
// Source: Manual de Orientação do Contribuinte 7.0, Anexo I (layout), and the rules W03-10 and W16-10 (totals).

import { type AccessKey, readAccessKey } from './access-key.ts';
import { cents, decimal } from './money.ts';
import { Rejection } from './rejection.ts';
import type { Invoice } from './result.ts';
import { isCnpj, isCpf } from './tax-ids.ts';
import { at, type XmlNode } from './xml.ts';

const NAMESPACE = 'http://www.portalfiscal.inf.br/nfe';
const DOCUMENTS: Record<string, Invoice['document']> = { 55: 'NF-e', 65: 'NFC-e' };

/** @param root `NFe`, or `nfeProc` with the answer of SEFAZ @throws Rejection */
export function readNfe(root: XmlNode): Invoice {
  const nfe = root.name === 'nfeProc' ? at(root, 'NFe') : root;
  const info = at(nfe, 'infNFe');
  if (nfe?.name !== 'NFe' || nfe.namespace !== NAMESPACE || !info) throw new Rejection('not-nfe', root.name);

  const id = info.attributes.Id ?? '';
  const key = id.replace(/^NFe/, '');
  const parts = readAccessKey(key);
  if (!id.startsWith('NFe') || !parts) throw new Rejection('access-key', id);
  const authorised = at(root, 'protNFe/infProt/chNFe')?.text;
  if (authorised !== undefined && authorised !== key) throw new Rejection('key-mismatch', `chNFe ${authorised}`);

  const issuer = {
    taxId: taxIdOf(info, 'emit', ['CNPJ', 'CPF']) ?? missing('emit/CNPJ'),
    name: need(info, 'emit/xNome'),
  };
  agrees(parts, info, issuer.taxId);
  const total = sumsUp(info);
  const recipient = at(info, 'dest');
  return {
    document: DOCUMENTS[parts.model] ?? missing('ide/mod'),
    key,
    number: Number(parts.number),
    series: Number(parts.series),
    issuedAt: moment(info),
    environment: need(info, 'ide/tpAmb') === '1' ? 'production' : 'test',
    issuer,
    ...(recipient && { recipient: recipientOf(info, recipient) }),
    total,
    items: info.children.filter(({ name }) => name === 'det').map(itemOf),
  };
}

function recipientOf(info: XmlNode, recipient: XmlNode): Invoice['recipient'] {
  const taxId = taxIdOf(info, 'dest', ['CNPJ', 'CPF']);
  const name = at(recipient, 'xNome')?.text;
  return { ...(taxId && { taxId }), ...(name && { name }) };
}

/** Every part of the key stands in the invoice a second time. */
function agrees(key: AccessKey, info: XmlNode, issuer: string): void {
  const said: Record<keyof AccessKey, string> = {
    state: need(info, 'ide/cUF'),
    month: moment(info).replace(/^\d\d(\d\d)-(\d\d).*$/, '$1$2'),
    issuer: issuer.padStart(14, '0'),
    model: need(info, 'ide/mod'),
    series: need(info, 'ide/serie').padStart(3, '0'),
    number: need(info, 'ide/nNF').padStart(9, '0'),
    emission: need(info, 'ide/tpEmis'),
    random: need(info, 'ide/cNF').padStart(8, '0'),
    digit: need(info, 'ide/cDV'),
  };
  for (const [part, value] of Object.entries(said)) {
    const inKey = key[part as keyof AccessKey];
    if (inKey !== value) throw new Rejection('key-mismatch', `${part} ${inKey} / ${value}`);
  }
}

/** What else makes the total, beside the items: rule W16-10. */
const ADDED = ['vST', 'vFCPST', 'vICMSMonoReten', 'vFrete', 'vSeg', 'vOutro', 'vII', 'vIPI', 'vIPIDevol'];

/** The items make vProd, and vProd with taxes, freight and discount makes vNF. @returns vNF */
function sumsUp(info: XmlNode): string {
  let products = 0n;
  for (const item of info.children.filter(({ name }) => name === 'det')) {
    const value = money(item, 'prod/vProd');
    if (at(item, 'prod/indTot')?.text !== '0') products += value; // 0: not part of the total
  }
  const declared = money(info, 'total/ICMSTot/vProd');
  if (products !== declared) throw new Rejection('sum', `${decimal(products)} / vProd ${decimal(declared)}`);

  const part = (name: string) => (at(info, `total/ICMSTot/${name}`) ? money(info, `total/ICMSTot/${name}`) : 0n);
  const services = at(info, 'total/ISSQNtot/vServ') ? money(info, 'total/ISSQNtot/vServ') : 0n;
  const full = ADDED.reduce((sum, name) => sum + part(name), products + services - part('vDesc'));
  const total = money(info, 'total/ICMSTot/vNF');
  // ICMS that is not to be paid lowers the total only where the item says so (indDeduzDeson).
  if (total !== full && total !== full - part('vICMSDeson'))
    throw new Rejection('sum', `${decimal(full)} / vNF ${decimal(total)}`);
  return decimal(total);
}

const itemOf = (item: XmlNode): Invoice['items'][number] => ({
  number: Number(/^\d{1,3}$/.exec(item.attributes.nItem ?? '')?.[0] ?? missing('det nItem')),
  code: need(item, 'prod/cProd'),
  description: need(item, 'prod/xProd'),
  quantity: number(item, 'prod/qCom'),
  unit: need(item, 'prod/uCom'),
  unitPrice: number(item, 'prod/vUnCom'),
  total: decimal(money(item, 'prod/vProd')),
});

function taxIdOf(info: XmlNode, party: string, kinds: readonly ('CNPJ' | 'CPF')[]): string | undefined {
  for (const kind of kinds) {
    const text = at(info, `${party}/${kind}`)?.text;
    if (text === undefined) continue;
    if (!(kind === 'CNPJ' ? isCnpj : isCpf)(text)) throw new Rejection('tax-id', `${party}/${kind} ${text}`);
    return text;
  }
  return undefined;
}

function moment(info: XmlNode): string {
  const text = need(info, 'ide/dhEmi');
  const valid = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:00$/.test(text) && !Number.isNaN(Date.parse(text));
  return valid ? text : missing('ide/dhEmi');
}

const number = (node: XmlNode, path: string) => /^\d{1,15}(\.\d{1,10})?$/.exec(need(node, path))?.[0] ?? missing(path);
const money = (node: XmlNode, path: string) => cents(need(node, path)) ?? missing(path);
const need = (node: XmlNode, path: string) => at(node, path)?.text || missing(path);

function missing(path: string): never {
  throw new Rejection('missing-field', path);
}
