use super::*;

fn groups(text: &str) -> (Vec<String>, Vec<String>) {
    let mut seen = Vec::new();
    let notes = each(text.as_bytes(), &"groups.txt".into(), &mut |group| seen.push(short_form(&group)));
    (seen, notes.iter().map(ToString::to_string).collect())
}

/// `9 select: [0 w100: resubmit(,13)]`
fn short_form(group: &Group<'_>) -> String {
    let mut form = format!("{} {}", group.id.0, group.kind.name());
    if let Some(method) = group.selection_method {
        form.push_str(&format!(" by {method}"));
    }
    for bucket in &group.buckets {
        let number = |name: &str, number: Option<u32>| number.map(|n| format!("{name}{n} ")).unwrap_or_default();
        form.push_str(&format!(
            " [{}{}{}{}: {}]",
            number("", bucket.id),
            number("w", bucket.weight.map(u32::from)),
            bucket.watch_port.map(|port| format!("port {port} ")).unwrap_or_default(),
            number("group ", bucket.watch_group.map(|group| group.0)),
            bucket.actions_text
        ));
    }
    form
}

#[test]
fn groups_of_every_protocol_and_type() {
    #[rustfmt::skip]
    let cases = [
        ("group_id=7,type=all", "7 all"),
        ("group_id=1,type=all,bucket=actions=output:1", "1 all [: output:1]"),
        ("group_id=4294967040,type=all,bucket=bucket_id:0,actions=drop", "4294967040 all [0 : drop]"),
        ("group_id=4,type=select,selection_method=dp_hash,selection_method_param=5,bucket=bucket_id:0,actions=output:1", "4 select by dp_hash [0 : output:1]"),
        ("group_id=3,type=select,selection_method=hash,fields(ip_dst,tcp_dst=65280),bucket=bucket_id:0,actions=output:1,bucket=bucket_id:1,actions=output:2", "3 select by hash [0 : output:1] [1 : output:2]"),
        ("group_id=6,type=indirect,bucket=actions=mod_nw_dst:10.0.0.1,output:1", "6 indirect [: mod_nw_dst:10.0.0.1,output:1]"),
        ("group_id=5,type=ff,bucket=bucket_id:0,watch_port:1,actions=output:1,bucket=bucket_id:1,watch_group:1,actions=output:2,bucket=bucket_id:2,watch_port:3,actions=drop", "5 ff [0 port 1 : output:1] [1 group 1 : output:2] [2 port 3 : drop]"),
        ("group_id=2,type=select,bucket=bucket_id:0,weight:100,actions=set_field:0xa0a0018->reg3,resubmit(,1),bucket=bucket_id:7,weight:50,watch_port:2,actions=output:2", "2 select [0 w100 : set_field:0xa0a0018->reg3,resubmit(,1)] [7 w50 port 2 : output:2]"),
        ("group_id=2,type=select,bucket=weight:100,actions=load:0xa0a0018->NXM_NX_REG3[],resubmit(,1),bucket=weight:50,watch_port:2,actions=output:2", "2 select [w100 : load:0xa0a0018->NXM_NX_REG3[],resubmit(,1)] [w50 port 2 : output:2]"),
        ("group_id=8,type=ff,bucket=bucket_id:0,watch_port:\"we,b\",actions=resubmit(,\"a,bucket=b\"),output:1", "8 ff [0 port we,b : resubmit(,\"a,bucket=b\"),output:1]"),
        ("group_id=8,type=new,colour=red,bucket=bucket_id:0,shape:round,actions=output:1", "8 new [0 : output:1]"),
    ];
    for (line, expected) in cases {
        assert_eq!(groups(&format!(" {line}\n")), (vec![expected.to_owned()], Vec::new()), "{line}");
        assert_eq!(group(line).map(|group| short_form(&group)), Ok(expected.to_owned()));
    }
}

#[test]
fn what_is_no_group_is_a_note_with_its_place() {
    let head = "OFPST_GROUP_DESC reply (OF1.5) (xid=0x2):\n";
    #[rustfmt::skip]
    let cases = [
        (" group_id=x,type=all\n", "groups.txt:2:11: not a group ID"),
        (" group_id=5000000000,type=all\n", "groups.txt:2:11: not a group ID"),
        (" group_id=5\n", "groups.txt:2:2: a group without a type: it may have been cut"),
        (" group_id=5,type=all,bucket=weight:70000,actions=drop\n", "groups.txt:2:36: not a weight"),
        (" group_id=5,type=all,bucket=bucket_id:0,actions=resubmit(,1\n", "groups.txt:2:41: parentheses or quotes are not closed"),
        (" type=all\n", "groups.txt:2: not a group"),
        ("garbage\n", "groups.txt:2: not a group"),
        (" group_id=\u{1},type=all\n", "groups.txt:2:11: a control character"),
        (" group_id=9,type=all", "groups.txt:2: no newline at the end: it may have been cut"),
    ];
    for (line, note) in cases {
        let (seen, notes) = groups(&format!("{head}{line}"));
        assert_eq!(notes, [note], "{line}");
        assert_eq!(seen.len(), usize::from(note.contains("newline")), "{line}");
    }
    // Neither header nor newline: as support bundles have it.
    assert_eq!(groups("group_id=1,type=all\ngroup_id=2,type=all").1, [""; 0]);
    assert_eq!(groups("2026-01-02T03:04:05Z|00001|ofctl|WARN|slow\n\n# comment\n"), (Vec::new(), Vec::new()));
}

#[test]
fn statistics_are_by_place_and_what_nobody_counted_is_unknown() {
    let text = " group_id=11,duration=1.500s,ref_count=1,packet_count=2,byte_count=148,bucket0:packet_count=1,byte_count=74,bucket1:packet_count=1,byte_count=74\n group_id=7,ref_count=0,packet_count=18446744073709551615,byte_count=0\n group_id=8,duration=0s,ref_count=0,packet_count=5,byte_count=0,bucket2:packet_count=5,byte_count=9\n";
    let read = stats(text.as_bytes(), &"x".into());
    assert_eq!(read.notes, []);
    let bucket = |packets: u64, bytes: u64| BucketStats { packets: Some(packets), bytes: Some(bytes) };
    let [service, unknown, partly] = read.value.as_slice() else { panic!("{read:?}") };
    assert_eq!((service.duration, service.packets, service.ref_count), (Some(1_500_000_000), Some(2), Some(1)));
    assert_eq!(service.buckets, [bucket(1, 74), bucket(1, 74)]);
    assert_eq!((unknown.duration, unknown.packets, unknown.bytes, unknown.buckets.len()), (None, None, Some(0), 0));
    assert_eq!(partly.buckets, [BucketStats::default(), BucketStats::default(), bucket(5, 9)]);
    for (line, why) in [
        ("group_id=1,packet_count=-1", "not a number of up to 64 bits"),
        ("group_id=1,packets", "not a counter"),
        ("group_id=1,bucket99999999:packet_count=1", "not a bucket's place"),
        ("group=1", "not statistics of a group"),
    ] {
        assert_eq!(stats_line(line).map_err(|fault| fault.why), Err(why), "{line}");
    }
}

proptest::proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), text in "group_id=1,(type=|bucket=|bucket[0-9]{1,5}:|actions=|weight:|[a-z0-9,:()\"=]){0,12}") {
        let path = "x".into();
        each(&bytes, &path, &mut |_| {});
        each(text.as_bytes(), &path, &mut |_| {});
        stats(&bytes, &path);
        stats(text.as_bytes(), &path);
    }
}
