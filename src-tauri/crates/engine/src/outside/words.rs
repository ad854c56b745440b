//! The words by which an answer says that somebody wants no more messages: Chinese, English, German, Spanish and French.
//!
//! 1. An answer is read by its clauses, in lower case and without courtesy: "Please stop. Thank you!" is `stop`.
//! 2. A word that means something else in a sentence ("please stop by at 10") counts only where it is the whole answer.
//! 3. A request that means nothing else counts as any clause of an answer, and only as a whole clause: 不要再发了 is one, and
//!    不要再发错链接 is none.
//!
//! Never in here: what is done about it.

use crate::text::{half_width, is_invisible};

/// They are the whole answer, or mean nothing.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    // `TD` and `T` are the short codes of text messages in China, for 退订.
    "td", "t", "退", "退订", "退訂", "回t退订", "取消订阅", "取消訂閱", "拒收", "停", "停止", "停止发送", "不再接收", "stop", "stop it",
    "stop all", "stopall", "unsubscribe", "unsubscribe me", "opt out", "opt-out", "optout", "stopp", "abmelden",
    "abbestellen", "austragen", "baja", "alto", "parar", "darme de baja", "cancelar suscripción",
    "cancelar suscripcion", "arrêt", "arret", "désabonner", "desabonner", "me désabonner", "désabonnement",
    "désinscription", "me désinscrire",
];

/// Each is a request of its own, wherever in an answer.
#[rustfmt::skip]
const REQUESTS: &[&str] = &[
    "不想再收到消息", "不想再收到短信", "不想再收到信息", "不想再收到", "不想收到消息", "不接收任何消息", "从名单中删除我", "no more messages",
    "stop messaging me", "stop texting me", "stop contacting me", "stop writing to me", "stop writing me",
    "stop emailing me", "stop sending messages", "stop sending me messages", "stop bothering me",
    "don't message me", "don't text me", "don't contact me", "don't write to me", "don't write me",
    "don't email me", "don't send me messages", "don't send me any more messages", "remove me from your list",
    "take me off your list", "i want to unsubscribe", "i'd like to unsubscribe", "i want no more messages",
    "keine weiteren nachrichten", "keine nachrichten mehr", "ich möchte keine nachrichten mehr",
    "schreiben sie mir nicht mehr", "schreib mir nicht mehr", "kontaktieren sie mich nicht mehr",
    "kontaktiere mich nicht mehr", "nicht mehr schreiben", "nicht mehr kontaktieren",
    "ich möchte mich abmelden", "no más mensajes", "no mas mensajes", "no quiero más mensajes",
    "no quiero mas mensajes", "no me escriba más", "no me escriban más", "no me escribas más",
    "no me contacte más", "no me contacten más", "no me contactes más", "no me envíe más mensajes",
    "no me envíen más mensajes", "quiero darme de baja", "plus de messages", "ne m'écrivez plus",
    "ne m'ecrivez plus", "ne me contactez plus", "ne me contacte plus", "ne m'envoyez plus de messages",
    "arrêtez de m'écrire", "arrêtez de me contacter", "ne plus me contacter", "ne plus m'écrire",
    "je veux me désabonner",
];

/// A Chinese request is put together of these: 不要 + 再给我 + 发消息.
#[rustfmt::skip]
const NOT: &[&str] = &[
    "不要", "别", "別", "勿", "停止",
];
#[rustfmt::skip]
const AGAIN: &[&str] = &[
    "再给我", "再給我", "再向我", "再", "给我", "給我", "向我", "",
];
#[rustfmt::skip]
const WRITE: &[&str] = &[
    "发", "發", "发送", "发我", "发给我", "发消息", "发短信", "发信息", "发邮件", "发微信", "发送消息", "发送短信", "发消息给我", "联系", "聯繫", "联系我",
    "聯繫我", "打扰", "打擾", "打扰我", "打擾我", "骚扰我",
];

/// What is said around it.
#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "请你们", "请您", "请", "請", "麻烦", "麻煩", "你们", "您好", "你好", "please ", "pls ", "kindly ", "bitte ", "por favor ",
    "s'il vous plaît ", "svp ", "merci de ",
];
#[rustfmt::skip]
const BEHIND: &[&str] = &[
    "了", "啦", "吧", "谢谢", "謝謝", " please", " pls", " thanks", " thank you", " again", " anymore", " any more",
    " ever again", " bitte", " danke", " por favor", " gracias", " s'il vous plaît", " svp", " merci",
];
#[rustfmt::skip]
const COURTESY: &[&str] = &[
    "谢谢", "謝謝", "你好", "您好", "hi", "hello", "hey", "thanks", "thank you", "thx", "please", "hallo", "danke",
    "vielen dank", "hola", "gracias", "por favor", "bonjour", "merci", "s'il vous plaît", "svp", "bitte",
];

/// Whether an answer says that its sender wants no more messages.
pub(crate) fn says_stop(answer: &str) -> bool {
    let text: String =
        half_width(answer).to_lowercase().replace('’', "'").replace("do not", "don't").replace("dont", "don't");
    let ends = |c: char| {
        matches!(
            c,
            ',' | '.' | ';' | ':' | '!' | '?' | '\n' | '\r' | '。' | '，' | '；' | '：' | '！' | '？' | '、' | '~'
        )
    };
    let clauses: Vec<String> = text.split(ends).map(bare).filter(|clause| !clause.is_empty()).collect();
    if clauses.iter().any(|clause| REQUESTS.contains(&clause.as_str()) || is_chinese_request(clause)) {
        return true;
    }
    let [first, others @ ..] = clauses.as_slice() else { return false };
    // STOP STOP is said once.
    WORDS.contains(&first.as_str()) && others.iter().all(|other| other == first)
}

/// A clause without blanks, signs and courtesy around it.
fn bare(clause: &str) -> String {
    let seen: String = clause.chars().filter(|c| !is_invisible(*c)).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    let mut text = words.join(" ");
    if words.len() > 1 && words.iter().all(|word| *word == words[0]) {
        words[0].clone_into(&mut text);
    }
    loop {
        let plain = text.trim_matches(|c: char| !c.is_alphanumeric());
        if COURTESY.contains(&plain) {
            return String::new();
        }
        let cut = BEFORE.iter().find_map(|before| plain.strip_prefix(before));
        let cut = cut.or_else(|| BEHIND.iter().find_map(|behind| plain.strip_suffix(behind))).unwrap_or(plain);
        if cut == text {
            return text;
        }
        text = cut.to_owned();
    }
}

fn is_chinese_request(clause: &str) -> bool {
    let rests = NOT.iter().filter_map(|not| clause.strip_prefix(not));
    rests
        .flat_map(|rest| AGAIN.iter().filter_map(move |again| rest.strip_prefix(again)))
        .any(|rest| WRITE.contains(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_says_stop_is_heard_in_each_language() {
        #[rustfmt::skip]
        let answers = [
            "TD", "td。", " ＴＤ ", "T", "退订", "退订！", "请退订", "退订，谢谢", "不要再发了", "请不要再发", "别再发了", "别发了", "请勿打扰",
            "不要再给我发消息了，谢谢", "麻烦不要再联系我", "你好，我已经找到工作了，请不要再联系我。", "停止发送", "拒收", "stop", "STOP", "Stop.",
            "Please stop!", "stop please", "STOP STOP STOP", "Stop. Stop.", "Please stop. Thank you!",
            "unsubscribe", "Unsubscribe me, please", "opt out", "Hi, please do not contact me again.",
            "I've found a job. Don’t message me any more", "no more messages please", "Stopp", "Abmelden",
            "Bitte keine weiteren Nachrichten.", "Hallo, schreiben Sie mir nicht mehr, danke", "BAJA",
            "Darme de baja, por favor", "No me escriban más, gracias", "no quiero más mensajes", "ARRÊT",
            "Désabonner", "Merci de ne plus me contacter", "Bonjour, ne m’écrivez plus.",
        ];
        for answer in answers {
            assert!(says_stop(answer), "{answer:?} asks for no more messages");
        }
    }

    #[test]
    fn what_only_sounds_like_it_is_no_opt_out() {
        #[rustfmt::skip]
        let answers = [
            "", "  ", "。", "ok", "谢谢", "please stop by at 10", "I'll stop by the office", "Which bus stop?",
            "next stop: your office", "Can't stop, on the train", "Don't stop the process please",
            "I can't wait! Don't stop", "please don't unsubscribe me from the talk",
            "How do I unsubscribe from the newsletter of the parking garage?", "I will opt out of lunch",
            "T-shirt or suit?", "T恤可以吗", "不要再发错链接了", "链接打不开，不要再发这个链接", "别发错人了", "我已经退订了酒店", "酒店可以退订吗？", "停车在哪里",
            "停止时间是几点", "不用联系HR吗", "不要忘了联系我", "请再发一次", "再联系", "不想迟到", "拒收快递怎么办", "Baja California", "soy alto",
            "Arrêt de bus ?", "arrêt Opéra, ligne 4", "Wo ist der Stopp?", "Ich möchte mich anmelden",
            "no me escriba a este correo", "plus de messages sur le parking ?", "decline", "no", "婉拒",
            "time does not suit me",
        ];
        for answer in answers {
            assert!(!says_stop(answer), "{answer:?} asks for something else");
        }
    }
}
