// Package main is an endpoint of pion/dtls that sends the lines it reads and prints what it gets.
//
//	lines client|server ADDRESS OPTION=VALUE…
//
// A server prints `ready` when it listens, and serves one client.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"github.com/pion/dtls/v3"
)

var suites = map[string]dtls.CipherSuiteID{
	"TLS_PSK_WITH_AES_128_CCM_8":              dtls.TLS_PSK_WITH_AES_128_CCM_8,
	"TLS_PSK_WITH_AES_128_GCM_SHA256":         dtls.TLS_PSK_WITH_AES_128_GCM_SHA256,
	"TLS_PSK_WITH_AES_128_CBC_SHA256":         dtls.TLS_PSK_WITH_AES_128_CBC_SHA256,
	"TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256":   dtls.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256,
	"TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8":      dtls.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
	"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256": dtls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
}

func main() {
	options := map[string]string{}
	for _, pair := range os.Args[3:] {
		name, value, _ := strings.Cut(pair, "=")
		options[name] = value
	}
	if err := run(os.Args[1] == "server", os.Args[2], options); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func run(isServer bool, at string, options map[string]string) error {
	address, err := net.ResolveUDPAddr("udp", at)
	if err != nil {
		return err
	}
	config, err := configOf(options)
	if err != nil {
		return err
	}
	conn, err := open(isServer, address, config)
	if err != nil {
		return err
	}
	go func() {
		input := bufio.NewScanner(os.Stdin)
		for input.Scan() {
			if _, err := fmt.Fprintln(conn, input.Text()); err != nil {
				return
			}
		}
	}()
	buffer := make([]byte, 8192)
	for {
		n, err := conn.Read(buffer)
		if err != nil {
			return err
		}
		os.Stdout.Write(buffer[:n])
	}
}

func open(isServer bool, address *net.UDPAddr, config *dtls.Config) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Second)
	defer cancel()
	if !isServer {
		conn, err := dtls.Dial("udp", address, config)
		if err != nil {
			return nil, err
		}
		return conn, conn.HandshakeContext(ctx)
	}
	listener, err := dtls.Listen("udp", address, config)
	if err != nil {
		return nil, err
	}
	fmt.Println("ready")
	conn, err := listener.Accept()
	if err != nil {
		return nil, err
	}
	secured, ok := conn.(*dtls.Conn)
	if !ok {
		return nil, errors.New("not a connection of pion/dtls")
	}
	return secured, secured.HandshakeContext(ctx)
}

func configOf(options map[string]string) (*dtls.Config, error) {
	config := &dtls.Config{
		CipherSuites:         []dtls.CipherSuiteID{suites[options["suite"]]},
		ExtendedMasterSecret: dtls.RequireExtendedMasterSecret,
	}
	if options["cid"] == "none" {
		config.ConnectionIDGenerator = dtls.OnlySendCIDGenerator()
	} else if options["cid"] != "" {
		config.ConnectionIDGenerator = dtls.RandomCIDGenerator(len(options["cid"]))
	}
	if key, err := hex.DecodeString(options["key"]); err != nil {
		return nil, err
	} else if len(key) > 0 {
		config.PSK = func([]byte) ([]byte, error) { return key, nil }
		config.PSKIdentityHint = []byte(options["identity"])
	}
	if options["certificate"] == "" {
		return config, nil
	}
	own, err := tls.LoadX509KeyPair(options["certificate"], options["own"])
	if err != nil {
		return nil, err
	}
	ca, err := os.ReadFile(options["ca"])
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	config.Certificates = []tls.Certificate{own}
	config.RootCAs = pool
	config.ClientCAs = pool
	config.ClientAuth = dtls.RequireAndVerifyClientCert
	config.ServerName = options["name"]
	return config, nil
}
