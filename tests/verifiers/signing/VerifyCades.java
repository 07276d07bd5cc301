// Bouncy Castle as a second opinion: every signer of a .p7s over its content, and the time stamp in it.
// java -cp bcprov.jar:bcpkix.jar:bcutil.jar VerifyCades.java SIGNATURE CONTENT ANCHOR → exit 0 when all of it is accepted.
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampToken;

public class VerifyCades {
  static X509CertificateHolder signerOf(CMSSignedData data, SignerInformation signer) {
    for (Object found : data.getCertificates().getMatches(signer.getSID())) return (X509CertificateHolder) found;
    throw new IllegalStateException("the signer's certificate is missing");
  }

  static void verifyIssued(X509CertificateHolder holder, X509Certificate anchor) throws Exception {
    new JcaX509CertificateConverter().setProvider("BC").getCertificate(holder).verify(anchor.getPublicKey());
  }

  static void verifyStamp(SignerInformation signer, X509Certificate anchor) throws Exception {
    Attribute attribute =
        signer.getUnsignedAttributes() == null ? null : signer.getUnsignedAttributes().get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    if (attribute == null) return;
    TimeStampToken token = new TimeStampToken(org.bouncycastle.asn1.cms.ContentInfo.getInstance(attribute.getAttrValues().getObjectAt(0)));
    X509CertificateHolder server = (X509CertificateHolder) token.getCertificates().getMatches(token.getSID()).iterator().next();
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(server));
    byte[] imprint = java.security.MessageDigest.getInstance("SHA-256").digest(signer.getSignature());
    if (!Arrays.equals(imprint, token.getTimeStampInfo().getMessageImprintDigest())) throw new IllegalStateException("imprint");
    verifyIssued(server, anchor);
    System.out.println("time " + new Date(token.getTimeStampInfo().getGenTime().getTime()).toInstant());
  }

  public static void main(String[] arguments) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    byte[] content = Files.readAllBytes(Path.of(arguments[1]));
    CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(content), Files.readAllBytes(Path.of(arguments[0])));
    X509Certificate anchor;
    try (var stream = Files.newInputStream(Path.of(arguments[2]))) {
      anchor = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
    }
    if (data.getSignerInfos().size() == 0) throw new IllegalStateException("nobody signed");
    for (SignerInformation signer : data.getSignerInfos()) {
      X509CertificateHolder holder = signerOf(data, signer);
      if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(holder))) {
        throw new IllegalStateException("the value is wrong");
      }
      verifyIssued(holder, anchor);
      verifyStamp(signer, anchor);
    }
    System.out.println("accepted");
  }
}
