// SPDX-License-Identifier: Apache-2.0
// What the pages say, in Chinese and English. Sentences about refusals and verdicts come from the service.
import { complaintWords } from './complaint_words.js';
import { counterWords } from './counter_words.js';
import { offlineWords } from './offline_words.js';
import { reportWords } from './report_words.js';
import { language } from './settings.js';
import { showWords } from './show_words.js';

const words = /** @type {const} */ ({
  brand: ['电子证照', 'Electronic licenses'],
  skip: ['跳到正文', 'Skip to content'],
  settings: ['显示设置', 'Display'],
  largeType: ['关怀大字', 'Large type'],
  footer: ['本服务不向其他网站传送任何内容。', 'Nothing is sent to any other site.'],
  noAnswer: ['没有连上服务。', 'The service cannot be reached.'],
  checkNetwork: ['请检查网络后重试。', 'Check the network and try again.'],
  unreadable: ['服务的回答无法读取。', 'The answer of the service cannot be read.'],
  tryLater: ['请稍后重试。', 'Try again later.'],
  colon: ['：', ': '],
  loading: ['正在读取……', 'Loading…'],
  back: ['返回', 'Back'],

  myLicenses: ['我的证照', 'My licenses'],
  uses: ['谁用过我的证照', 'Who used my licenses'],
  corrections: ['我的纠错', 'My corrections'],
  more: ['更多', 'More'],
  sections: ['栏目', 'Sections'],
  welcome: ['查看和管理您的电子证照', 'See and manage your electronic licenses'],
  welcomeText: ['登录后可以查看本人名下的证照、下载文件、了解谁用过它们，并就错误提出纠错。',
    'Log in to see the licenses in your name, download them, learn who used them, and report what is wrong.'],
  login: ['登录', 'Log in'],
  noLogin: ['本服务未接入身份认证，无法在此登录。', 'No identity provider is connected to this service: there is no login here.'],
  logout: ['退出登录', 'Log out'],
  verifyInstead: ['核验他人出示的证照', 'Verify a license shown to you'],
  operator: ['您以工作人员身份登录，名下没有可在此查看的证照。', 'You are logged in as an operator: there are no licenses of yours to see here.'],
  noLicenses: ['您名下还没有电子证照。', 'There are no electronic licenses in your name yet.'],
  openLicense: ['查看', 'Open'],
  number: ['证照编号', 'Number'],
  issuer: ['颁发机构', 'Issued by'],
  issuedOn: ['颁发日期', 'Issued on'],
  validFrom: ['有效期自', 'Valid from'],
  validUntil: ['有效期至', 'Valid until'],
  identifier: ['电子证照标识', 'Identifier'],
  holder: ['持证主体', 'Holder'],
  state: ['状态', 'State'],
  face: ['证照正面：', 'Face: '],
  documents: ['下载', 'Download'],
  ofd: ['OFD 文件（含电子印章）', 'OFD file (sealed)'],
  pdf: ['PDF 版面', 'PDF of the face'],
  png: ['图片', 'Picture'],
  reportError: ['我发现内容有误', 'Something is wrong'],
  whatIsWrong: ['哪一项有误', 'Which item is wrong'],
  describe: ['请说明正确内容是什么、有何依据', 'What would be right, and how can it be shown?'],
  send: ['提交', 'Send'],
  sent: ['已提交，编号：', 'Sent; number: '],
  sentNext: ['颁发机构答复前，核验结果会注明“争议中”。', 'Until the issuer answers, verifications note that the license is disputed.'],
  noCorrections: ['您没有提出过纠错。', 'You have not reported anything.'],
  correctionOpen: ['待答复', 'waiting for an answer'],
  correctionAccepted: ['已采纳', 'accepted'],
  correctionRefused: ['未采纳', 'refused'],
  askedAt: ['提出时间', 'Reported'],
  answeredAt: ['答复时间', 'Answered'],
  noUses: ['还没有人用过您的证照。', 'Nobody has used your licenses yet.'],
  mine: ['您本人', 'yourself'],
  when: ['时间', 'When'],
  who: ['谁', 'Who'],
  what: ['看了什么', 'What was read'],
  why: ['用途', 'Purpose'],
  fields: ['内容', 'Items'],
  masked: ['部分内容已隐去', 'partly masked'],
  noPurpose: ['未说明', 'not stated'],
  holderName: ['持证主体名称', 'name of the holder'],
  holderCode: ['持证主体代码', 'code of the holder'],
  readLicense: ['证照信息', 'Its data'],
  readDocument: ['证照文件', 'The document'],
  readFace: ['证照版面', 'Its face'],
  readPage: ['验证页', 'The verification page'],
  readList: ['查询结果', 'A list'],
  readClaims: ['信息核对', 'Claims compared'],
  readExport: ['全部信息导出', 'Export of everything'],
  suspected: ['这一读取者的行为可疑，已被限制', 'This reader behaved suspiciously and is slowed'],
  older: ['更早的记录', 'Older entries'],
  anybody: ['持有验证链接的人', 'somebody with the verification link'],

  verify: ['证照核验', 'License verification'],
  verifyText: ['选择收到的 OFD 文件，核验其印章、内容与状态。文件只用于核验，不会保存。',
    'Choose the OFD file you received: its seals, contents and state are checked. The file is not kept.'],
  chooseFile: ['选择 OFD 文件', 'Choose an OFD file'],
  orDrop: ['也可以把文件拖到这里。', 'You can also drop it here.'],
  tooLarge: ['文件太大。', 'The file is too large.'],
  tooLargeNext: ['请核对是否选错了文件；上限为 32 MB。', 'Check that it is the right file; the limit is 32 MB.'],
  verifying: ['正在核验：', 'Verifying: '],
  nextStep: ['下一步', 'What to do'],
  checks: ['逐项结果', 'Every check'],
  passed: ['通过', 'passed'],
  failed: ['未通过', 'failed'],
  undetermined: ['无法判定', 'undetermined'],
  noted: ['提示', 'Notes'],
  signature: ['印章与签名 ', 'Seal and signature '],
  seal: ['印章', 'Seal'],
  signer: ['签章者', 'Signer'],
  signedAt: ['签章时间', 'Signed at'],
  stamped: ['（有时间戳）', ' (time-stamped)'],
  license: ['证照', 'License'],
  checkedAt: ['核验时间', 'Checked at'],
  asOf: ['状态截至', 'State as of'],
  groupDocument: ['文件', 'File'],
  groupCoverage: ['内容是否都受保护', 'Whether everything is protected'],
  groupLicense: ['证照自身', 'The license itself'],
  groupIntegrity: ['内容未改动', 'Unchanged'],
  groupCryptography: ['签名正确', 'Signature right'],
  groupTrust: ['签章者可信', 'Signer trusted'],
  another: ['核验另一份文件', 'Verify another file'],
  toHolder: ['查看我的证照', 'My licenses'],
  ...showWords,
  ...complaintWords,
  ...counterWords,
  ...offlineWords,
  ...reportWords,
});

/** @typedef {keyof typeof words} Word */

/** @param {Word} word */
export function say(word) {
  return words[word][language() === 'en' ? 1 : 0];
}

/** A name and its value in one line. @param {string} name @param {string} value */
export function pair(name, value) {
  return name + say('colon') + value;
}

/** China's time, which licenses and offices go by, wherever the reader is. @param {string} time RFC 3339 */
export function clock(time) {
  return new Date(time).toLocaleString(language() === 'en' ? 'en-GB' : 'zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' });
}
