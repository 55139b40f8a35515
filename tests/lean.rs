//! What speaks of no AI is not parsed, and nothing that does is lost by that.

mod support;

use mima::{InputFile, Mode};
use support::{analyse, file};

/// How many of some files are parsed, and how many calls are found.
fn parsed(files: &[(&str, &str)]) -> (usize, usize) {
    let files: Vec<InputFile> = files.iter().map(|(path, text)| file(path, *text)).collect();
    let analysis = analyse(&files, Mode::Relevant);
    assert!(analysis.report.errors.is_empty(), "{:?}", analysis.report.errors);
    (analysis.report.summary.files_analyzed, analysis.report.calls.len())
}

const LOADER: (&str, &str) =
    ("loading.py", "from importlib import import_module\ndef load(name):\n    return import_module(name)\n");

#[test]
fn what_only_looks_like_ai_is_not_parsed() {
    let trees: &[&[(&str, &str)]] = &[
        // A library of many services, and none of them a model's.
        &[(
            "a.py",
            "import boto3\nfrom botocore.config import Config\nboto3.client('ec2').describe_instances()\n",
        )],
        &[
            ("a.py", "import boto3\nfrom names import SERVICE\nboto3.client(SERVICE).list_queues()\n"),
            ("names.py", "SERVICE = 'sqs'\n"),
        ],
        // A port that any server may have.
        &[("a.py", "import requests\nrequests.get('http://localhost:8000/health')\n")],
        &[(
            "a.py",
            "import xmlrpc.client\nserver = xmlrpc.client.ServerProxy('http://localhost:8080')\nserver.completion_queue()\n",
        )],
        // Another part of a namespace.
        &[("a.py", "from azure.storage.blob import BlobServiceClient\nimport google.cloud.storage, oci\n")],
        // A word that a library has for a name.
        &[
            LOADER,
            (
                "a.py",
                "from loading import load\nload('numpy')\nphi = symbols('phi')\nagent = 'text_%s'\nbar.model.fit()\n",
            ),
        ],
        // Methods that are called like the functions that run texts.
        &[(
            "a.py",
            "import base64\ndef f(pattern, s):\n    return pattern.exec(base64.b64decode(s)), regexec(s)\n",
        )],
    ];
    for tree in trees {
        assert_eq!(parsed(tree), (0, 0), "{tree:?}");
    }
}

#[test]
fn what_tells_may_stand_in_another_file() {
    let trees: &[&[(&str, &str)]] = &[
        &[
            (
                "a.py",
                "import boto3\nfrom names import SERVICE\nboto3.client(SERVICE).converse(modelId='m', messages=[])\n",
            ),
            ("names.py", "SERVICE = 'bedrock-runtime'\n"),
        ],
        &[
            ("a.py", "from b import client\nclient.invoke_model(modelId='m', body='')\n"),
            ("b.py", "import boto3\nclient = boto3.client('bed' + 'rock-runtime')\n"),
        ],
        &[
            (
                "a.py",
                "import requests\nfrom b import BASE\nrequests.post(BASE + '/v1/completions', json={'model': 'm'})\n",
            ),
            ("b.py", "BASE = 'http://localhost:8000'\n"),
        ],
        &[
            LOADER,
            (
                "a.py",
                "from loading import load\nload('openai').OpenAI().responses.create(model='m', input='x')\n",
            ),
        ],
        &[
            LOADER,
            (
                "a.py",
                "from loading import load\ngetattr(load('openai'), 'OpenAI')().responses.create(model='m', input='x')\n",
            ),
        ],
        &[
            LOADER,
            (
                "a.py",
                "from loading import load\nload('openai.resources')\nload('litellm').completion(model='m', messages=[])\n",
            ),
        ],
    ];
    for tree in trees {
        assert_eq!(parsed(tree).1, 1, "{tree:?}");
    }
}
