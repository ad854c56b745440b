//! Files up and down: streamed, checked before anything leaves, sent again from the start when the token was old.

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use beckon_sandbox::{Fault, Sandbox, When};
use common::by_hand::{Act, http, ok, server};
use common::{client_to, code, company, picture, received, rule, straight, told, video, voice};
use wecom::{Client, Error, Media, MediaFile, MediaKind, NotSent, Unanswered};

async fn back(client: &Client, media: &Media) -> Vec<u8> {
    let download = client.media_get(&media.media_id, None).await.expect("it was uploaded");
    download.bytes().await.expect("the whole file")
}

#[tokio::test]
async fn each_kind_goes_up_and_comes_back() {
    let (company, client) = company().await;
    let text = b"a\r\n--b\r\n\r\nc--".to_vec();
    let kinds = [
        (MediaKind::Image, "大门.png", picture()),
        (MediaKind::Voice, "hello.amr", voice(60)),
        (MediaKind::Video, "office.mp4", video()),
        (MediaKind::File, "简历 (1).txt", text),
    ];
    for (kind, name, bytes) in kinds {
        let media = client.media_upload(kind, &MediaFile::from_bytes(name, bytes.clone())).await.expect("a good file");
        assert_eq!(media.kind, kind, "it is what it was uploaded as");
        let life = media.expires_at_ms() - company.now_ms();
        assert!((259_190_000..=259_200_000).contains(&life), "three days from the upload: {life} ms");
        let download = client.media_get(&media.media_id, None).await.expect("it lives");
        assert_eq!(download.filename.as_deref(), Some(name), "under its own name");
        assert_eq!(download.announced_bytes(), Some(u64::try_from(bytes.len()).unwrap()), "with its length");
        assert_eq!(download.bytes().await.unwrap(), bytes, "byte for byte");
    }
}

#[tokio::test]
async fn a_file_on_disk_is_streamed_with_its_length() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("简历.pdf");
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    std::fs::write(&path, &bytes).unwrap();
    let (_company, client) = company().await;
    let file = MediaFile::on_disk(&path).await.expect("it is there");
    let media = client.media_upload(MediaKind::File, &file).await.expect("3 MB");
    assert_eq!(back(&client, &media).await, bytes, "byte for byte");
    assert!(MediaFile::on_disk(folder.path()).await.is_err(), "a folder is no file");
    assert!(MediaFile::on_disk(folder.path().join("missing")).await.is_err(), "nor is nothing");
}

#[tokio::test]
async fn an_old_token_costs_a_second_upload_from_the_start() {
    let (company, client) = company().await;
    client.check_secret().await.expect("a token");
    company.expire_tokens();
    let opened = Arc::new(AtomicUsize::new(0));
    let (count, bytes) = (Arc::clone(&opened), vec![7_u8; 300_000]);
    let again = bytes.clone();
    let file = MediaFile::from_reader("a.bin", 300_000, move || {
        count.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Ok(std::io::Cursor::new(again.clone())))
    });
    let media = client.media_upload(MediaKind::File, &file).await.expect("one refresh, one repeat");
    assert_eq!(back(&client, &media).await, bytes, "an empty file went up where others had read theirs already");
    assert_eq!(received(&company, "media/upload"), 2, "refused once, taken once");
    assert_eq!(opened.load(Ordering::SeqCst), 3, "read for the check and for each upload");
}

#[tokio::test]
async fn what_wecom_would_refuse_does_not_leave() {
    let (company, client) = company().await;
    let upload = async |kind, bytes: Vec<u8>| told(client.media_upload(kind, &MediaFile::from_bytes("a", bytes)).await);
    assert_eq!(upload(MediaKind::File, vec![0; 5]).await, "media has 5 bytes, at least 6 are needed", "five bytes");
    assert_eq!(upload(MediaKind::Image, video()).await, "media must be a JPG or PNG", "an MP4 is no picture");
    assert_eq!(upload(MediaKind::Voice, voice(61)).await, "media has 61 seconds, at most 60 are allowed", "too long");
    let big = upload(MediaKind::Voice, voice(1400)).await;
    assert_eq!(big, "media has 2240006 bytes, at most 2097152 are allowed", "the size alone is told: it is not read");
    let big = [picture(), vec![0; 2 << 20]].concat();
    let past = told(client.media_uploadimg(&MediaFile::from_bytes("a.png", big)).await);
    assert_eq!(past, "media has 2097192 bytes, at most 2097152 are allowed", "uploadimg takes 2 MiB");
    assert_eq!(received(&company, "gettoken"), 0, "nobody asked WeCom");
}

#[tokio::test]
async fn the_largest_of_each_kind_is_taken() {
    let (_company, client) = company().await;
    let fill = |head: Vec<u8>, size: usize| [head.clone(), vec![0; size - head.len()]].concat();
    for (kind, head, size) in [
        (MediaKind::Image, picture(), 10 << 20),
        (MediaKind::Video, video(), 10 << 20),
        (MediaKind::File, Vec::new(), 20 << 20),
        (MediaKind::File, Vec::new(), 6),
    ] {
        let file = MediaFile::from_bytes("a", fill(head, size));
        client.media_upload(kind, &file).await.unwrap_or_else(|error| panic!("{kind} of {size} bytes: {error}"));
    }
    let picture = MediaFile::from_bytes("a.png", fill(picture(), 2 << 20));
    let url = client.media_uploadimg(&picture).await.expect("2 MiB");
    assert!(url.starts_with("https://"), "an address: {url}");
}

#[tokio::test]
async fn a_media_id_ends_and_ranges_are_parts() {
    let (company, client) = company().await;
    let file = MediaFile::from_bytes("a.txt", &b"0123456789"[..]);
    let media = client.media_upload(MediaKind::File, &file).await.expect("a file");
    let part = client.media_get(&media.media_id, Some(2..=4)).await.expect("a part");
    assert_eq!(part.bytes().await.unwrap(), b"234", "both ends included");
    assert_eq!(code(client.media_get("unknown", None).await), 40007, "JSON in the place of a file");
    assert_eq!(told(client.media_get("", None).await), "media_id is empty", "no id");
    #[expect(clippy::reversed_empty_ranges, reason = "that is what is wrong with it")]
    let empty = told(client.media_get("m", Some(4..=2)).await);
    assert_eq!(empty, "range must be a range that is not empty", "no part");
    let past = told(client.media_get("m", Some(5..=5 + (20 << 20))).await);
    assert_eq!(past, "range has 20971521 bytes, at most 20971520 are allowed", "830002");
    let whole = client.media_get(&media.media_id, Some(0..=(20 << 20) - 1)).await.expect("20 MiB may be asked for");
    assert_eq!(whole.bytes().await.unwrap(), b"0123456789", "a part that ends behind the file is the file");
    let all = client.media_get(&media.media_id, Some(0..=u64::MAX)).await;
    assert!(told(all).starts_with("range has "), "the longest range there is");
    company.advance(Duration::from_secs(3 * 24 * 3600));
    assert_eq!(code(client.media_get(&media.media_id, None).await), 40007, "three days are over");
}

#[tokio::test]
async fn faults_on_the_way() {
    let file = MediaFile::from_bytes("a.txt", &b"0123456789"[..]);
    for fault in [Fault::ReplyLost, Fault::CutBody] {
        let (company, client) = company().await;
        company.set_faults(vec![rule("media/upload", When::Always, fault)]);
        let error = client.media_upload(MediaKind::File, &file).await.expect_err("no answer");
        assert!(matches!(error, Error::Unanswered(Unanswered::Lost)), "it may be there: {error:?}");
    }
    let (company, client) = company().await;
    let media = client.media_upload(MediaKind::File, &file).await.expect("a file");
    company.set_faults(vec![rule("media/get", When::Nth(1), Fault::CutBody)]);
    let cut = client.media_get(&media.media_id, None).await.expect("the head comes");
    assert!(matches!(cut.bytes().await, Err(Error::Unanswered(Unanswered::Lost))), "half a file is no file");
    for fault in [Fault::HtmlPage, Fault::HttpStatus(502)] {
        company.set_faults(vec![rule("media/get", When::Always, fault.clone())]);
        let outcome = client.media_get(&media.media_id, None).await;
        assert!(matches!(&outcome, Err(Error::BadReply(_))), "{fault:?}: {outcome:?}");
    }
    for fault in [Fault::ResetBeforeProcessing, Fault::ReplyLost] {
        company.set_faults(vec![rule("media/get", When::Always, fault.clone())]);
        let outcome = client.media_get(&media.media_id, None).await;
        assert!(matches!(&outcome, Err(Error::Unanswered(Unanswered::Lost))), "{fault:?}: {outcome:?}");
    }
    company.set_faults(vec![rule("media/get", When::Always, Fault::ErrCode(-1))]);
    assert_eq!(code(client.media_get(&media.media_id, None).await), -1, "a refusal in the place of a file");
    company.set_faults(vec![rule("media/get", When::Always, Fault::Delay(50))]);
    let late = client.media_get(&media.media_id, None).await.expect("only late").bytes().await;
    assert_eq!(late.expect("whole"), b"0123456789", "only late");
    company.set_faults(vec![rule("media/get", When::Always, Fault::EmptyBody)]);
    let empty = client.media_get(&media.media_id, None).await.expect("the head comes").bytes().await;
    assert!(matches!(&empty, Err(Error::BadReply(_))), "WeCom takes no empty files, so it has none: {empty:?}");
    company.set_faults(vec![rule("media/get", When::Always, Fault::EndlessBody)]);
    let endless = client.media_get(&media.media_id, None).await.expect("the head comes").bytes().await;
    assert!(matches!(&endless, Err(Error::BadReply(reply)) if reply.problem.contains("20 MiB")), "{endless:?}");
}

#[tokio::test]
async fn twenty_mebibytes_come_back_and_not_one_byte_more() {
    let attachment = "content-disposition: attachment; filename=\"a\"\r\n";
    for (length, fits) in [(20 << 20, true), ((20 << 20) + 1, false)] {
        let reply = http("200 OK", attachment, &vec![7; length]);
        let server = server(None, move |_, _| Act::Reply(reply.clone())).await;
        let client = client_to(&server.url(), straight());
        let got = client.media_get("M", None).await.expect("the head comes").bytes().await;
        assert_eq!(got.map(|bytes| bytes.len()).ok(), fits.then_some(length), "{length} bytes");
    }
}

#[tokio::test]
async fn the_smallest_picture_is_taken() {
    let (_company, client) = company().await;
    let jpg = |length: usize| MediaFile::from_bytes("a.jpg", [&b"\xFF\xD8\xFF"[..], &vec![0; length - 3]].concat());
    client.media_uploadimg(&jpg(6)).await.expect("more than five bytes");
    assert_eq!(told(client.media_uploadimg(&jpg(5)).await), "media has 5 bytes, at least 6 are needed", "five bytes");
    client.media_upload(MediaKind::Image, &jpg(6)).await.expect("as an image too");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_to_its_end_was_not_sent() {
    let (company, client) = company().await;
    let short = MediaFile::from_reader("a", 100_000, || std::future::ready(Ok(&b"only these"[..])));
    let error = client.media_upload(MediaKind::File, &short).await.expect_err("it is shorter than it says");
    assert!(matches!(&error, Error::NotSent(NotSent::File(words)) if words.contains("shorter")), "{error:?}");
    let gone = MediaFile::from_reader("a", 100, || {
        std::future::ready(Err::<&[u8], _>(std::io::Error::from(std::io::ErrorKind::NotFound)))
    });
    let error = client.media_upload(MediaKind::File, &gone).await.expect_err("it is gone");
    assert!(matches!(&error, Error::NotSent(NotSent::File(_))), "{error:?}");
    assert_eq!(processed(&company), 0, "WeCom took nothing");
}

fn processed(company: &Sandbox) -> usize {
    company.journal().iter().filter(|call| call.path.ends_with("media/upload") && call.errcode == Some(0)).count()
}

#[tokio::test]
async fn the_form_is_what_wecom_reads() {
    let answer = r#"{"errcode":0,"errmsg":"ok","type":"file","media_id":"M","created_at":"1380000000"}"#;
    let server = server(None, move |_, _| Act::Reply(ok(answer))).await;
    let client = client_to(&server.url(), straight());
    let media = client.media_upload(MediaKind::File, &MediaFile::from_bytes("简历.pdf", &b"012345"[..])).await.unwrap();
    assert_eq!((media.media_id.as_str(), media.created_at_ms), ("M", 1_380_000_000_000), "created_at is a text");
    assert_eq!(media.expires_at_ms(), 1_380_259_200_000, "three days later");
    let got = &server.requests("/media/upload")[0];
    let length = format!("content-length: {}", got.body.len());
    assert!(got.head.to_lowercase().contains(&length), "announced, not chunked: {}", got.head);
    assert!(
        got.head.contains("/media/upload?access_token=") && got.head.contains("&type=file HTTP/1.1\r\n"),
        "what it is stands in the URL: {}",
        got.head
    );
    let body = String::from_utf8(got.body.clone()).unwrap();
    let disposition = "Content-Disposition: form-data; name=\"media\"; filename=\"简历.pdf\"; filelength=6\r\n";
    assert!(body.contains(disposition), "the name as it is: {body}");
    assert!(body.contains("Content-Type: application/octet-stream\r\n\r\n012345\r\n--file-"), "then the file: {body}");
}

#[tokio::test]
async fn only_a_file_is_taken_for_a_file() {
    let attachment = "content-type: image/png\r\ncontent-disposition: attachment; filename=\"a.png\"\r\n";
    for (reply, why) in [
        (http("200 OK", "content-type: image/png\r\n", b"png"), "a picture of somebody else has no name"),
        (ok(r#"{"errcode":0,"errmsg":"ok"}"#), "success without a file"),
        (http("404 Not Found", attachment, b"png"), "not found"),
        (http("206 Partial Content", attachment, b"png"), "a part nobody asked for"),
        (http("302 Found", "location: http://e.com/\r\n", b""), "somewhere else"),
    ] {
        let server = server(None, move |_, _| Act::Reply(reply.clone())).await;
        let outcome = client_to(&server.url(), straight()).media_get("M", None).await;
        assert!(matches!(outcome, Err(Error::BadReply(_))), "{why}: {outcome:?}");
    }
    let whole = http("200 OK", attachment, b"0123456789");
    let server = server(None, move |_, _| Act::Reply(whole.clone())).await;
    let outcome = client_to(&server.url(), straight()).media_get("M", Some(2..=4)).await;
    assert!(matches!(outcome, Err(Error::BadReply(_))), "the whole where a part was asked for: {outcome:?}");
}
