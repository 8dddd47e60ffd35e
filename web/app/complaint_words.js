// SPDX-License-Identifier: Apache-2.0
// Words of complaints: Chinese, English.

export const complaintWords = /** @type {const} */ ({
  complain: ['我没有同意，或对使用有异议', 'I did not agree, or object to the use'],
  complainText: ['投诉由使用证照的单位答复。还没被取走的授权请先收回；证照内容有误的，请在该证照页面提出纠错。',
    'The authority that used the license answers. Take back first what was not fetched yet; if the content of a license is wrong, report it on the page of that license.'],
  complaints: ['我的投诉', 'My complaints'],
  noComplaints: ['您没有投诉。', 'You have not complained about anything.'],
  complaintKind: ['投诉什么', 'About what'],
  notAgreed: ['我没有同意', 'I did not agree'],
  otherPurpose: ['用途与所说不符', 'It was for another purpose'],
  tooMuch: ['取得的内容超出需要', 'It was more than was needed'],
  unknownReader: ['我不认识这个单位或人', 'I do not know who that is'],
  otherReason: ['其他', 'Something else'],
  complaintWhy: ['请说明情况', 'What happened'],
  sendComplaint: ['提交投诉', 'Complain'],
  complaintSent: ['投诉已提交，答复后可在这里查看：', 'The complaint was made. Its answer will be here:'],
  complaintOpen: ['待答复', 'waiting for an answer'],
  complaintUpheld: ['投诉成立', 'upheld'],
  complaintDismissed: ['投诉不成立', 'dismissed'],
  complaintAnswer: ['答复', 'Answer'],
  complaintAbout: ['针对的使用', 'The use'],
  complaintScan: ['扫码', 'Scan'],
  complaintAccess: ['查看', 'Reading'],
});
