// What the converter makes of awkward files, each in one line: names and kinds of columns, and canonical rows.

import { describe, expect, test } from 'vitest';
import { LARGEST_ROW } from './limits.ts';
import { converted } from './testing/read-all.ts';

const columnsOf = async (content: string) => (await converted(content)).columns;
const cellsOf = async (content: string) => (await converted(content)).rows.map(([cell]) => cell);

describe('a file as Excel in Brazil writes it', () => {
  test('byte order mark, semicolons, decimal comma, day before month, sim and não', async () => {
    expect(
      await converted('\ufeffData;Valor;Pago;Cliente\n03/04/2024;1.234,56;sim;Padaria\n31/12/2024;7;não;Açaí\n'),
    ).toMatchObject({
      columns: ['data: date', 'valor: decimal 2', 'pago: boolean', 'cliente: text'],
      rows: [
        ['2024-04-03', '1234.56', 'true', 'Padaria'],
        ['2024-12-31', '7.00', 'false', 'Açaí'],
      ],
      encoding: 'UTF-8',
      ragged: 0,
    });
  });
  test('amounts with R$', async () => {
    expect(await converted('valor\nR$ 1.234,50\n-R$ 10,00\nR$ -3\nR$\u00a02,5\n')).toMatchObject({
      columns: ['valor: decimal 2'],
      rows: [['1234.50'], ['-10.00'], ['-3.00'], ['2.50']],
    });
  });
  test('a first line that tells the delimiter', async () => {
    expect(await converted('sep=;\na;b\n1;2\n')).toMatchObject({ columns: ['a: integer', 'b: integer'] });
  });
  test('CEP, CPF and other codes with leading zeros stay text', async () => {
    expect(await converted('cep;cpf\n01310;00123456789\n99999;12345678901\n')).toMatchObject({
      columns: ['cep: text', 'cpf: text'],
      rows: [
        ['01310', '00123456789'],
        ['99999', '12345678901'],
      ],
    });
  });
});

describe('encodings', () => {
  test.each([
    ['windows-1252', Buffer.from('nome;preço\nJos\xe9;\x80 5\n', 'latin1').fill('\xe7', 8, 9, 'latin1')],
    ['UTF-16LE', Buffer.from('\ufeffnome;preço\nJosé;€ 5\n', 'utf16le')],
    ['UTF-16BE', Buffer.from('\ufeffnome;preço\nJosé;€ 5\n', 'utf16le').swap16()],
    ['UTF-8', Buffer.from('nome;preço\nJosé;€ 5\n')],
  ])('%s is found, and every letter is right', async (encoding, bytes) => {
    expect(await converted(bytes)).toMatchObject({
      encoding,
      columns: ['nome: text', 'preco: text'],
      rows: [['José', '€ 5']],
    });
  });
  test('a byte NUL, which PostgreSQL refuses, is left out', async () => {
    expect(await cellsOf('a\nx\0y\n')).toEqual(['xy']);
  });
  test('half of a pair of surrogates becomes a replacement character', async () => {
    expect(await converted(Buffer.from('\ufeffa\nx\ud800\n', 'utf16le'))).toMatchObject({ rows: [['x\ufffd']] });
  });
});

describe('kinds, by every cell of the file', () => {
  test('a type that breaks in the last of 30,001 rows', async () => {
    const content = `n\n${'7\n'.repeat(30_000)}x\n`;
    const { columns, rows } = await converted(content);
    expect([columns, rows.length, rows.at(-1)]).toEqual([['n: text'], 30_001, ['x']]);
  });
  test.each([
    ['18 digits are an integer', ['999999999999999999', '-1'], 'integer'],
    ['20 digits are text: no place would keep them all', ['12345678901234567890'], 'text'],
    ['15 digits with a fraction are a decimal', ['1234567890123.45', '1'], 'decimal 2'],
    ['16 digits with a fraction are text', ['12345678901234.56'], 'text'],
    ['digits count over the column: 14 whole, 2 behind the point', ['12345678901234', '0.25'], 'text'],
    ['a percentage stays text', ['10%'], 'text'],
    ['an exponent stays text', ['1e5'], 'text'],
    ['a plus stays text, as in a telephone number', ['+5511'], 'text'],
    ['31 February is no day', ['31/02/2024', '01/02/2024'], 'text'],
    ['29 February of a leap year is one', ['29/02/2024'], 'date'],
    ['month before day is no day', ['12/31/2024'], 'text'],
    ['two ways to write days stay text', ['2024-04-03', '03/04/2024'], 'text'],
    ['days with and without a time stay text', ['2024-04-03', '2024-04-03 10:00'], 'text'],
    ['a time with a zone stays text, so that its zone stays', ['2024-04-03T10:00:00Z'], 'text'],
    ['a time', ['2024-04-03 23:59', '2024-04-03T10:00:01.5'], 'timestamp'],
    ['a time that no clock shows', ['2024-04-03 24:00'], 'text'],
    ['the year 0', ['0000-01-01'], 'text'],
    ['yes and true in any case', ['TRUE', 'Falso', 'NÃO'], 'boolean'],
    ['numbers and words', ['1', 'sim'], 'text'],
    ['nothing at all', ['', ' '], 'text'],
  ])('%s', async (_, cells, kind) => {
    expect(await columnsOf(`a,b\n${cells.map((cell) => `${cell},.\n`).join('')}`)).toEqual([`a: ${kind}`, 'b: text']);
  });
  test('an empty cell is none of the kinds, and null', async () => {
    expect(await converted('a,b\n1,x\n,y\n"  ",z\n')).toMatchObject({
      columns: ['a: integer', 'b: text'],
      rows: [
        ['1', 'x'],
        [null, 'y'],
        [null, 'z'],
      ],
    });
  });
  test('text keeps the blanks around it, a number does not', async () => {
    expect(await converted('a,b\n 7 , x \n')).toMatchObject({
      columns: ['a: integer', 'b: text'],
      rows: [['7', ' x ']],
    });
  });
});

describe('the decimal sign, one for the whole file', () => {
  test.each([
    ['1.234 with semicolons is a number of thousands', 'a;b\n1.234;x\n', ['1234']],
    ['1.234 with commas is a fraction', 'a,b\n1.234,x\n', ['1.234']],
    ['a column that shows the comma decides for the others', 'a,b\n1.234,"7,5"\n', ['1234']],
    ['a column that shows the point decides for the others', 'a;b\n1.234;7.5\n', ['1.234']],
    ['where both are shown, the delimiter decides', 'a;b;c\n1.234;7,5;8.25\n', ['1234']],
    ['thousands in English', 'a,b\n"1,234.5",x\n', ['1234.5']],
    ['groups that are none', 'a;b\n1.23.456;x\n', ['1.23.456']],
    ['minus zero', 'a;b\n-0,0;x\n', ['0.0']],
  ])('%s', async (_, content, cells) => {
    expect(await cellsOf(content)).toEqual(cells);
  });
});

describe('headers', () => {
  test('twice the same, none, accents, words of SQL, digits first, too long', async () => {
    expect(
      (await columnsOf(`Valor,valor,valor_2,,Çé 1,Select,2024,ctid,"a""; drop table",${'x'.repeat(90)}\n`)).map(
        (column) => column.split(':')[0],
      ),
    ).toEqual([
      ...['valor', 'valor_2', 'valor_2_2', 'coluna_4', 'ce_1', 'select', 'c_2024', 'ctid_2', 'a_drop_table'],
      'x'.repeat(60),
    ]);
  });
  test('a header alone is a table without rows', async () => {
    expect(await converted('a;b\n')).toMatchObject({ columns: ['a: text', 'b: text'], rows: [] });
  });
});

describe('shapes', () => {
  test('rows with more and with fewer cells: columns are added, and such rows counted', async () => {
    expect(await converted('a,b\n1,2\n3\n4,5,6\n')).toMatchObject({
      columns: ['a: integer', 'b: integer', 'coluna_3: integer'],
      rows: [
        ['1', '2', null],
        ['3', null, null],
        ['4', '5', '6'],
      ],
      ragged: 2,
    });
  });
  test('one column: a comma inside of a number cuts nothing', async () => {
    expect(await converted('valor\n1,50\n2,25\n')).toMatchObject({
      columns: ['valor: decimal 2'],
      rows: [['1.50'], ['2.25']],
    });
  });
  test.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
    ['commas', ','],
  ])('%s', async (_, sign) => {
    expect(await converted(['a', 'b\n1', '2\n'].join(sign))).toMatchObject({ columns: ['a: integer', 'b: integer'] });
  });
  test('every way to end a line, within a cell too, and empty lines between', async () => {
    expect(await converted('a,b\r\n\r\n1,"x\r\ny"\r2,z\n')).toMatchObject({
      rows: [
        ['1', 'x\ny'],
        ['2', 'z'],
      ],
    });
  });
  test('a cell that begins like a formula is text like any other', async () => {
    expect(await converted('a,b\n=1+1,"=cmd|\'/c calc\'!A1"\n')).toMatchObject({
      rows: [['=1+1', "=cmd|'/c calc'!A1"]],
    });
  });
});

describe('what is refused, with the reason', () => {
  test.each([
    ['nothing', '', 'it is empty'],
    ['only empty lines', '\n\n', 'it is empty'],
    ['a quotation mark that is never closed', 'a,b\n1,"x\n', 'a quotation mark in line 1 is never closed'],
    ['a quotation mark inside of a cell', 'a,b\n1,2\n3,"x"y\n', 'a quotation mark in line 2 stands inside of a cell'],
    ['4,000 columns', `${'a,'.repeat(3_999)}a\n1\n`, '4000 columns in the header; at most 250 are loaded'],
    ['a row that grows to 251', `a\tb\n${'1\t'.repeat(250)}1\n`, '251 columns in line 1; at most 250 are loaded'],
    [
      'a row that fits into no item',
      `a,b\n${'x'.repeat(LARGEST_ROW)},y\n`,
      `line 1 has ${LARGEST_ROW + 1} bytes; at most ${LARGEST_ROW} fit into an item of DynamoDB`,
    ],
  ])('%s', async (_, content, reason) => {
    await expect(converted(content)).rejects.toMatchObject({ name: 'Refused', message: reason });
  });
});
