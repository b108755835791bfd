// Invented NF-e and NFC-e. What they say agrees with their access key; they carry no signature, and no fiscal value.

import { withCheckDigit } from '../intake/access-key.ts';
import { decimal } from '../intake/money.ts';
import { company, type Draw, digits, oneOf, person } from './people.ts';

export interface InvoiceWish {
  /** "55" is an NF-e, "65" an NFC-e. */
  readonly model?: '55' | '65';
  readonly items?: number;
  /** The issuer's CNPJ has letters. */
  readonly letters?: boolean;
  /** Inside `nfeProc`, with an answer as SEFAZ would give it. */
  readonly authorised?: boolean;
}

const GOODS = [
  'Pão francês',
  'Café moído 500 g',
  'Caderno 96 folhas',
  'Parafuso 8 mm',
  'Óleo de soja 900 ml',
  'Lâmpada LED 9 W',
];

export interface InventedInvoice {
  readonly xml: string;
  readonly key: string;
  /** In reais: "1234.56". */
  readonly total: string;
}

export function inventInvoice(draw: Draw, wish: InvoiceWish = {}): InventedInvoice {
  const { model = '55', items: count = 1 + draw(5), letters = false, authorised = false } = wish;
  const issuer = company(draw, letters);
  const buyer = model === '55' ? company(draw) : person(draw);
  const [series, number, random] = [1 + draw(9), 1 + draw(99_999), digits(draw, 8)];
  const month = String(1 + draw(9)).padStart(2, '0');
  const day = String(1 + draw(28)).padStart(2, '0');
  const key = withCheckDigit(
    `3526${month}${issuer.taxId}${model}${String(series).padStart(3, '0')}${String(number).padStart(9, '0')}1${random}`,
  );
  const items = Array.from({ length: count }, (_, at) => item(draw, at + 1));
  const products = items.reduce((sum, { cents }) => sum + cents, 0n);
  const discount = products / 20n;
  const total = decimal(products - discount);
  const nfe = `<NFe xmlns="http://www.portalfiscal.inf.br/nfe"><infNFe Id="NFe${key}" versao="4.00"><ide><cUF>35</cUF><cNF>${random}</cNF><natOp>VENDA</natOp><mod>${model}</mod><serie>${series}</serie><nNF>${number}</nNF><dhEmi>2026-${month}-${day}T10:30:00-03:00</dhEmi><tpNF>1</tpNF><tpEmis>1</tpEmis><cDV>${key.slice(43)}</cDV><tpAmb>2</tpAmb></ide><emit><CNPJ>${issuer.taxId}</CNPJ><xNome>${issuer.name}</xNome></emit><dest><${model === '55' ? 'CNPJ' : 'CPF'}>${buyer.taxId}</${model === '55' ? 'CNPJ' : 'CPF'}><xNome>${buyer.name}</xNome></dest>${items.map(({ xml }) => xml).join('')}<total><ICMSTot><vBC>0.00</vBC><vICMS>0.00</vICMS><vProd>${decimal(products)}</vProd><vFrete>0.00</vFrete><vDesc>${decimal(discount)}</vDesc><vNF>${total}</vNF></ICMSTot></total></infNFe></NFe>`;
  const inside = authorised
    ? `<nfeProc xmlns="http://www.portalfiscal.inf.br/nfe" versao="4.00">${nfe}<protNFe versao="4.00"><infProt><tpAmb>2</tpAmb><chNFe>${key}</chNFe><cStat>100</cStat></infProt></protNFe></nfeProc>`
    : nfe;
  return { xml: `<?xml version="1.0" encoding="UTF-8"?>${inside}`, key, total };
}

function item(draw: Draw, number: number) {
  const [quantity, price] = [1 + draw(20), 1 + draw(50_000)];
  const cents = BigInt(quantity * price);
  const xml = `<det nItem="${number}"><prod><cProd>${String(draw(9_999)).padStart(4, '0')}</cProd><cEAN>SEM GTIN</cEAN><xProd>${oneOf(draw, GOODS)}</xProd><NCM>19059090</NCM><CFOP>5102</CFOP><uCom>UN</uCom><qCom>${quantity}.0000</qCom><vUnCom>${decimal(BigInt(price))}</vUnCom><vProd>${decimal(cents)}</vProd><indTot>1</indTot></prod><imposto><ICMS><ICMSSN102><orig>0</orig><CSOSN>102</CSOSN></ICMSSN102></ICMS></imposto></det>`;
  return { xml, cents };
}
