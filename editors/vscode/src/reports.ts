/**
 * Which documents are annual reports, by what stands in them: a quick look that may let too much through (the server
 * looks closer), so that other people's text files are not even sent to it.
 */

/** Of a longer document only this much is looked at, in UTF-16 units. */
const LOOKED_AT = 400_000;
const NAME = /政府信息公开(?:工作)?(?:情况)?的?(?:年度(?:工作)?报告|年报)/;
const PARTS = [
  "总体情况",
  "主动公开政府信息",
  "收到和处理政府信息公开申请",
  "被申请行政复议",
  "行政复议、行政诉讼",
  "存在的主要问题及改进",
  "其他需要报告的事项",
];
/** The name alone is in many a notice; a report has its parts, too. */
const ENOUGH = 2;

export function looksLikeReport(text: string): boolean {
  const plain = text.slice(0, LOOKED_AT).replace(/<[^<>]*>|[\s\u3000]+/g, "");
  return NAME.test(plain) && PARTS.filter((part) => plain.includes(part)).length >= ENOUGH;
}
